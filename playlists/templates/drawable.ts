/**
 * Data that a view can draw, made of data that may be half filled in: an editor's draft, or a slide
 * written for another version of its template. What is right is kept, what is wrong is left empty;
 * nothing is ever invented, so no sample text can reach a screen.
 */
import type { z } from 'zod';
import type { SlideTemplate } from './template.ts';

export function drawable(template: SlideTemplate, data: Readonly<Record<string, unknown>>) {
  const whole = template.schema.safeParse(data);
  if (whole.success) return whole.data;
  const { shape } = template.schema as unknown as z.ZodObject;
  const drawn: Record<string, unknown> = {};
  for (const { name, input, choices, optional } of template.fields) {
    const value = data[name];
    const right = shape[name]?.safeParse(value);
    if (right?.success) drawn[name] = right.data;
    else if (input === 'lines') drawn[name] = Array.isArray(value) ? value.filter(isText) : [];
    else if (input === 'choice') drawn[name] = choices?.[0]?.value;
    else if (input === 'line' || input === 'text') drawn[name] = isText(value) ? value : '';
    else if (!optional) drawn[name] = '';
  }
  return drawn;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 500;
}
