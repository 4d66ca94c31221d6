import type { ModelInput } from './model.ts';

/**
 * Reads validated input with the model's defaults filled in: `null` and absent both mean "the default".
 * @param input what the caller sent, already checked against the schema
 */
export function inputReader(input: ModelInput): {
  text: (name: string, fallback: string) => string;
  number: (name: string, fallback: number) => number;
  optionalNumber: (name: string) => number | undefined;
  optionalText: (name: string) => string | undefined;
} {
  const optionalText = (name: string): string | undefined => {
    const value = input[name];
    return typeof value === 'string' ? value : undefined;
  };
  const optionalNumber = (name: string): number | undefined => {
    const value = input[name];
    return typeof value === 'number' ? value : undefined;
  };
  return {
    optionalText,
    optionalNumber,
    text: (name, fallback) => optionalText(name) ?? fallback,
    number: (name, fallback) => optionalNumber(name) ?? fallback,
  };
}
