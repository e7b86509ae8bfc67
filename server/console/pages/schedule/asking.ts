/**
 * What the server knows of a schedule that is being written: how far it reaches, and what stands out
 * about it. Asked once typing pauses; only the newest answer counts.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Warning } from '#shared/api/rehearsal.ts';
import type { Reach } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { audienceOf, inputOf, type Objections, type ScheduleForm } from './form.ts';

const TYPING_PAUSE_MS = 300;

export type ReachState = Reach | 'counting' | 'unknown';

export class Asking implements ReactiveController {
  reach: ReachState = 'unknown';
  /** by field */
  warned: Objections = {};
  private readonly host: ReactiveControllerHost;
  /** null: it says too little to be asked about */
  private readonly form: () => ScheduleForm | null;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | null = null;

  constructor(host: ReactiveControllerHost, form: () => ScheduleForm | null) {
    this.host = host;
    this.form = form;
    host.addController(this);
  }

  // never called on the server, where elements are not connected
  hostConnected(): void {
    this.soon();
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
    if (form === null) return;
    const { unitId } = form;
    const { signal } = asking;
    const [reach, warnings] = await Promise.all([
      call<Reach>('POST', '/api/reach', { unitId, audience: audienceOf(form) }, signal),
      form.playlistId === ''
        ? null
        : call<{ warnings: Warning[] }>('POST', '/api/schedules/warnings', inputOf(form), signal),
    ]);
    if (signal.aborted) return;
    this.reach = reach.ok ? reach.value : 'unknown';
    // a form that is not finished yet is refused: its own objections say what is missing
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
