/** What a browser keeps: its keys are its properties, as in a browser. */
export function storage(): Storage {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      // oxlint-disable-next-line typescript/no-dynamic-delete -- As storage does.
      delete this[key];
    },
  };
  return Object.create(methods) as Storage;
}
