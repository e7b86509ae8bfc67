/** Refuses a request for what is wrong with its fields, as schemas do. */
import type { WrongField } from '#shared/api/field-problems.ts';
import { Refusal } from '#shared/api/problems.ts';

/** `prefix`: where the judged value stands in the request */
export function refuseWrong(fields: readonly WrongField[], prefix?: string): void {
  if (fields.length === 0) return;
  throw new Refusal(
    'invalid',
    {},
    fields.map((field) => ({
      ...field,
      path: prefix === undefined ? field.path : `${prefix}.${field.path}`,
      message: '',
    })),
  );
}
