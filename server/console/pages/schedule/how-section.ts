/** `<bt-schedule-how>`: its mode, its share or its promise, and which class it is of. */
import { html, nothing } from 'lit';
import { airingModes, type Frequency } from '#shared/domain/airing-mode.ts';
import { priorities } from '#shared/domain/priorities.ts';
import { define } from '../../design/element.ts';
import { field } from '../../design/parts.ts';
import { duration, number } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { mayPromise } from './manner.ts';
import { checkedIn, FormSection, numberOf, textOf } from './section.ts';

const nothingPromised: Frequency = { atLeast: null, atMostPerHour: null, minutesApart: null };

class HowSection extends FormSection {
  override render() {
    const said = this.words.scheduleForm;
    const { mode, priority } = this.form;
    return this.titled(
      said.how,
      html`${this.explained({
        name: 'mode',
        label: said.mode,
        values: airingModes,
        chosen: mode,
        title: (value) => said.modeName[value],
        text: (value) => said.modeText[value],
        choose: (value) => this.edit({ mode: value }),
      })}
      ${this.told('mode')} ${mode === 'weighted' ? this.share() : nothing}
      ${mayPromise(mode) ? this.promise() : nothing}
      <h3 id="priority">${this.words.schedules.priority}</h3>
      ${this.explained({
        name: 'priority',
        label: this.words.schedules.priority,
        values: priorities,
        chosen: priority,
        title: (value) => this.words.schedules.priorityName[value],
        text: (value) => this.words.schedules.priorityText[value],
        choose: (value) => this.edit({ priority: value }),
      })}
      ${this.told('priority')}`,
    );
  }

  private share() {
    const said = this.words.scheduleForm;
    const { secondsPerHour } = this.form;
    return html`${field(
      {
        id: 'seconds',
        label: said.seconds,
        hint: this.shareInPlays() ?? said.secondsHint,
        error: this.wrong.secondsPerHour,
      },
      ({ id, describedBy, invalid }) => html`<input
        id=${id}
        type="number"
        min="1"
        max="3600"
        step="1"
        style="max-inline-size:9rem"
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${secondsPerHour === null ? '' : String(secondsPerHour)}
        @input=${(event: Event) => this.edit({ secondsPerHour: numberOf(event) })}
      />`,
    )}
    ${this.wrong.secondsPerHour ? nothing : this.told('secondsPerHour')}`;
  }

  /** How often the playlist comes round within its seconds; null: not to be known yet. */
  private shareInPlays(): string | null {
    const { secondsPerHour, playlistId } = this.form;
    const length = this.data.playlists.find(({ id }) => id === playlistId)?.length ?? 0;
    if (secondsPerHour === null || length === 0) return null;
    const plays = (secondsPerHour * 1000) / length;
    return this.words.scheduleForm.secondsMean(
      number(locale(), plays, plays < 10 ? 1 : 0),
      duration(length),
      number(locale(), secondsPerHour / 36, 0),
    );
  }

  private editPromise(change: Partial<Frequency>): void {
    this.edit({ frequency: { ...(this.form.frequency ?? nothingPromised), ...change } });
  }

  private promise() {
    const said = this.words.scheduleForm;
    const { frequency } = this.form;
    return html`<div class="field" role="group" aria-labelledby="promise">
      <label class="choice" style="justify-self:start">
        <input
          type="checkbox"
          .checked=${frequency !== null}
          @change=${(event: Event) =>
            this.edit({
              frequency: checkedIn(event)
                ? { ...nothingPromised, atLeast: { times: 2, per: 'day' } }
                : null,
            })}
        />
        <span id="promise">${said.promise}</span>
      </label>
      ${frequency === null ? nothing : this.promised(frequency)}
      <p class="hint">${said.promiseHint}</p>
    </div>`;
  }

  private promised({ atLeast, atMostPerHour, minutesApart }: Frequency) {
    const said = this.words.scheduleForm;
    return html`<div class="said">
        ${said.atLeast}
        ${this.count(said.atLeast, 'frequency.atLeast', atLeast?.times ?? null, 200, (times) =>
          this.editPromise({
            atLeast: times === null ? null : { times, per: atLeast?.per ?? 'day' },
          }),
        )}
        ${said.timesPer}
        <select
          aria-label=${said.perLabel}
          ?disabled=${atLeast === null}
          @change=${(event: Event) =>
            this.editPromise({
              atLeast: atLeast && { ...atLeast, per: textOf(event) as 'day' | 'week' },
            })}
        >
          ${(['day', 'week'] as const).map(
            (per) =>
              html`<option value=${per} ?selected=${(atLeast?.per ?? 'day') === per}>
                ${said.per[per]}
              </option>`,
          )}
        </select>
      </div>
      ${this.told('frequency.atLeast')}
      <div class="said">
        ${said.atMost}
        ${this.count(
          `${said.atMost}, ${said.anHour}`,
          'frequency.atMostPerHour',
          atMostPerHour,
          60,
          (value) => this.editPromise({ atMostPerHour: value }),
        )}
        ${said.anHour}
      </div>
      ${this.told('frequency.atMostPerHour')}
      <div class="said">
        ${said.apart}
        ${this.count(
          `${said.apart}, ${said.minutes}`,
          'frequency.minutesApart',
          minutesApart,
          1440,
          (value) => this.editPromise({ minutesApart: value }),
        )}
        ${said.minutes}
      </div>
      ${this.told('frequency.minutesApart')} ${this.told('frequency')}`;
  }

  private count(
    label: string,
    place: string,
    value: number | null,
    most: number,
    say: (value: number | null) => void,
  ) {
    return html`<input
      type="number"
      min="1"
      max=${most}
      step="1"
      aria-label=${label}
      aria-invalid=${this.invalid(place)}
      .value=${value === null ? '' : String(value)}
      @input=${(event: Event) => say(numberOf(event))}
    />`;
  }
}

define('bt-schedule-how', HowSection);
