/** `<bt-schedule-what>`: which playlist, and whose schedule it is. */
import { html, nothing } from 'lit';
import { allows } from '../../data/rights.ts';
import { define } from '../../design/element.ts';
import { field } from '../../design/parts.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { FormSection, textOf } from './section.ts';

class WhatSection extends FormSection {
  /** An audience outside of the new owner would reach nobody. */
  private moveTo(unitId: string): void {
    const inside = new Set(
      this.data.units.filter(({ path }) => path.includes(unitId)).map(({ id }) => id),
    );
    const { audience } = this.form;
    this.edit({
      unitId,
      audience: { ...audience, units: audience.units.filter((id) => inside.has(id)) },
    });
  }

  override render() {
    const said = this.words.schedules;
    const { form, data } = this;
    const known = data.playlists.some(({ id }) => id === form.playlistId);
    const owners = data.units.filter(({ path }) => allows(data.mayEdit, path));
    return this.titled(
      said.what,
      html`${field(
        { id: 'playlist', label: said.playlist, error: this.wrong.playlistId },
        ({ id, describedBy, invalid }) => html`<select
          id=${id}
          aria-describedby=${describedBy}
          aria-invalid=${invalid}
          @change=${(event: Event) => this.edit({ playlistId: textOf(event) })}
        >
          <option value="" ?selected=${!known}>${said.choosePlaylist}</option>
          ${data.playlists.map(
            (playlist) =>
              html`<option value=${playlist.id} ?selected=${playlist.id === form.playlistId}>
                ${playlist.name}
              </option>`,
          )}
        </select>`,
      )}
      ${
        form.playlistId === ''
          ? nothing
          : html`<p class="small"><a href=${`/playlists/${form.playlistId}`}>${said.editPlaylist}</a></p>`
      }
      ${
        data.schedule === null && owners.length > 1
          ? html`<div class="field">
              <span class="legend" aria-hidden="true">${said.owner}</span>
              <bt-unit-picker
                .units=${owners}
                .value=${[form.unitId]}
                .label=${said.owner}
                @change=${(event: UnitsChosen) => this.moveTo(event.detail[0] ?? form.unitId)}
              ></bt-unit-picker>
              <p class="hint">${said.ownerHint}</p>
            </div>`
          : nothing
      }`,
    );
  }
}

define('bt-schedule-what', WhatSection);
