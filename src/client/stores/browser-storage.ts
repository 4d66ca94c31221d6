/** Reads a kept value. A browser that keeps nothing (private mode, blocked) is no error. */
export function readKept(storage: 'local' | 'session', key: string): string | null {
  try {
    return storageOf(storage).getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value, or forgets it for `null`; silently does neither where the browser refuses. */
export function keep(storage: 'local' | 'session', key: string, value: string | null): void {
  try {
    if (value === null) storageOf(storage).removeItem(key);
    else storageOf(storage).setItem(key, value);
  } catch {
    // Full or blocked: the page works on, it only remembers less.
  }
}

function storageOf(storage: 'local' | 'session'): Storage {
  return storage === 'local' ? localStorage : sessionStorage;
}

/** The keys that begin with these words. */
export function keptKeys(storage: 'local' | 'session', prefix: string): string[] {
  try {
    return Object.keys(storageOf(storage)).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
