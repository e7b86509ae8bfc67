/** Shows the page of a long slide that is on air at an instant: `bt-slide` turns its pages by animations. */
import type { BtSlide } from '#playlists/templates/slide.ts';

/** Further off than this it is set right; closer, it is left to run. */
const DRIFT_MS = 300;

/** @param position from the beginning of the slide, ms */
export async function turnPages(slide: BtSlide, position: number, still: boolean): Promise<void> {
  await slide.updateComplete;
  for (const turning of slide.shadowRoot?.getAnimations() ?? []) {
    if (!('animationName' in turning) || !String(turning.animationName).startsWith('page-'))
      continue;
    const now = Number(turning.currentTime ?? 0);
    if (still || Math.abs(now - position) > DRIFT_MS) turning.currentTime = position;
    if (still && turning.playState === 'running') turning.pause();
    if (!still && turning.playState === 'paused') turning.play();
  }
}
