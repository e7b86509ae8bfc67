/**
 * Columns that hold JSON as text, in both databases alike. The type of a column says what is inside;
 * it was validated at the edge before it came here, so reading it back needs no second check.
 */

declare const inside: unique symbol;
export type Json<T> = string & { readonly [inside]: T };

export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value) as Json<T>;
}

/** The same of what may be missing. */
export function toJsonOrNull<T>(value: T | null): Json<T> | null {
  return value === null ? null : toJson(value);
}

export function fromJsonOrNull<T>(text: Json<T> | null): T | null {
  return text === null ? null : fromJson(text);
}

export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text) as T;
}
