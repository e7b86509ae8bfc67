/** `<bt-schedule-sound>`: whether it may sound while the school is quiet. */
import { html } from 'lit';
import type { SoundRight } from '#shared/domain/airing-mode.ts';
import { define } from '../../design/element.ts';
import { FormSection } from './section.ts';

const rights = ['quiet', 'always', 'never'] as const satisfies readonly SoundRight[];

class SoundSection extends FormSection {
  override render() {
    const said = this.words.scheduleForm;
    return this.titled(
      said.sound,
      html`${this.explained({
        name: 'sound',
        label: said.sound,
        values: rights,
        chosen: this.form.sound,
        title: (right) => said.soundName[right],
        text: (right) => said.soundText[right],
        choose: (right) => this.edit({ sound: right }),
      })}
      ${this.told('sound')}`,
    );
  }
}

define('bt-schedule-sound', SoundSection);
