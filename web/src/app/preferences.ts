/** Small choices about the page itself. Reading the property alone throws in sandboxed frames, so each access is guarded. */
export function readPreference(name: string): string | null {
  try {
    return localStorage.getItem(`vitrine.${name}`);
  } catch {
    return null;
  }
}

export function writePreference(name: string, value: string): void {
  try {
    localStorage.setItem(`vitrine.${name}`, value);
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}
