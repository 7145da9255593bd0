#pragma once

#include <cfenv>

namespace vitrine::test {

/// Whether arithmetic has had a subnormal result, or one too small even for that, since the last call. Never
/// where a platform cannot tell, as WebAssembly.
inline bool underflowed() {
#ifdef FE_UNDERFLOW
  const bool raised = std::fetestexcept(FE_UNDERFLOW) != 0;
  std::feclearexcept(FE_UNDERFLOW);
  return raised;
#else
  return false;
#endif
}

}  // namespace vitrine::test
