import type { ModelInput, SchemaDocument } from './schema-document.ts';
import { inputProperties } from './schema-parts.ts';

/** Reads validated input with the model's defaults filled in. */
export interface InputReader {
  /** Empty when neither the caller nor the schema gives one. */
  text: (name: string) => string;
  /** `fallback` when neither the caller nor the schema gives one. */
  number: (name: string, fallback: number) => number;
  optionalNumber: (name: string) => number | undefined;
  /** Undefined for an empty text too: a form that was left alone sends one. */
  optionalText: (name: string) => string | undefined;
  /** The texts of a list; a single text is a list of one. */
  texts: (name: string) => readonly string[];
}

/**
 * Makes a reader: `null` and absent both mean "the default".
 * @param input what the caller sent, already checked against the document
 */
export function inputReader(document: SchemaDocument, input: ModelInput): InputReader {
  const properties = inputProperties(document);
  const valueOf = (name: string): unknown => input[name] ?? properties[name]?.['default'];
  const optionalNumber = (name: string): number | undefined => {
    const value = valueOf(name);
    return typeof value === 'number' ? value : undefined;
  };
  const optionalText = (name: string): string | undefined => {
    const value = valueOf(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    optionalNumber,
    optionalText,
    text: (name) => optionalText(name) ?? '',
    number: (name, fallback) => optionalNumber(name) ?? fallback,
    texts: (name) => {
      const value = valueOf(name);
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      return list.filter((one) => typeof one === 'string' && one !== '').map(String);
    },
  };
}
