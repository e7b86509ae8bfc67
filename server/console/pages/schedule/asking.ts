/**
 * What the server knows of a schedule that is being written: how far it reaches, and what stands out
 * about it. Asked once typing pauses; only the newest answer counts.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Warning } from '#shared/api/rehearsal.ts';
import type { Reach } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { locale, words } from '../../locales/words.ts';
import { audienceOf, inputOf, type Objections, objectionsTo, type ScheduleForm } from './form.ts';

const TYPING_PAUSE_MS = 300;

export type ReachState = Reach | 'counting' | 'unknown';

export class Asking implements ReactiveController {
  reach: ReachState = 'unknown';
  /** by field */
  warned: Objections = {};
  private readonly host: ReactiveControllerHost;
  private readonly form: () => ScheduleForm;
  /** whether the viewer writes it: who only looks is told how far it reaches */
  private readonly writing: () => boolean;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | null = null;

  constructor(
    host: ReactiveControllerHost,
    about: { readonly form: () => ScheduleForm; readonly writing: () => boolean },
  ) {
    this.host = host;
    this.form = about.form;
    this.writing = about.writing;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.pause);
    this.asking?.abort();
  }

  soon(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.now(), TYPING_PAUSE_MS);
  }

  async now(): Promise<void> {
    clearTimeout(this.pause);
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const form = this.form();
    const { unitId } = form;
    // of a form that is not finished its own objections say what is missing
    const finished = Object.keys(objectionsTo(form, words(), locale())).length === 0;
    const { signal } = asking;
    const [reach, warnings] = await Promise.all([
      call<Reach>('POST', '/api/reach', { unitId, audience: audienceOf(form) }, signal),
      finished && this.writing()
        ? call<{ warnings: Warning[] }>('POST', '/api/schedules/warnings', inputOf(form), signal)
        : null,
    ]);
    if (signal.aborted) return;
    this.reach = reach.ok ? reach.value : 'unknown';
    this.warned = warnings?.ok ? byField(warnings.value.warnings) : {};
    this.host.requestUpdate();
  }
}

function byField(warnings: readonly Warning[]): Objections {
  const fields: Record<string, string> = {};
  for (const { path, message } of warnings)
    fields[path] = fields[path] === undefined ? message : `${fields[path]} ${message}`;
  return fields;
}
