#pragma once

namespace vitrine::test {

/// Calls of operator new by this program so far, of all threads. Eigen's matrices do not call it.
long allocations();

}  // namespace vitrine::test
