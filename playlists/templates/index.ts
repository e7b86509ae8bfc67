/**
 * The slide templates that ship, by id, in the order in which the chooser shows them. To add one:
 * make a folder with schema, view and styles, and list it here. Those that only the compiler uses are
 * in `allTemplates` and not in `templates`: nobody can choose them or publish them.
 */
import { announcement } from './announcement/index.ts';
import { campaignTip } from './campaign-tip/index.ts';
import { countdown } from './countdown/index.ts';
import { eventInvitation } from './event-invitation/index.ts';
import { exemplaryPerson } from './exemplary-person/index.ts';
import { menu } from './menu/index.ts';
import { news } from './news/index.ts';
import { off } from './off/index.ts';
import { officialDocument } from './official-document/index.ts';
import type { SlideTemplate } from './template.ts';
import { timetableChange } from './timetable-change/index.ts';

/** A template among others, its own data type forgotten: `schema` vouches for what `view` is given. */
function anyTemplate<Data extends Record<string, unknown>>(
  template: SlideTemplate<Data>,
): SlideTemplate {
  return template as unknown as SlideTemplate;
}

export const templates: ReadonlyMap<string, SlideTemplate> = new Map(
  [
    anyTemplate(news),
    anyTemplate(announcement),
    anyTemplate(campaignTip),
    anyTemplate(exemplaryPerson),
    anyTemplate(eventInvitation),
    anyTemplate(officialDocument),
    anyTemplate(countdown),
    anyTemplate(menu),
    anyTemplate(timetableChange),
  ].map((template) => [template.id, template]),
);

/** Every template that a frame may name. */
export const allTemplates: ReadonlyMap<string, SlideTemplate> = new Map([
  ...templates,
  [off.id, anyTemplate(off)],
]);
