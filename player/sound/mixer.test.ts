import { describe, expect, test } from 'vitest';
import { hands } from '#player/testing/hands.ts';
import { gainOf } from '#shared/domain/volume.ts';
import { DUCK_DB } from './ducking.ts';
import { createMixer, type Strand } from './mixer.ts';

/** As much of an audio element as the mixer looks at; it plays along with the hands' clock. */
class FakeElement extends EventTarget {
  volume = 1;
  muted = false;
  paused = true;
  ended = false;
  frozen = false;
  readonly now: () => number;
  constructor(now: () => number) {
    super();
    this.now = now;
  }
  get currentTime() {
    return this.frozen ? 7 : this.now() / 1000;
  }
  play() {
    this.paused = false;
    this.dispatchEvent(new Event('playing'));
    return Promise.resolve();
  }
  end() {
    this.ended = true;
    this.dispatchEvent(new Event('ended'));
  }
}

function world() {
  const time = hands();
  let heard = 0;
  const mixer = createMixer({
    gate: {
      blocked: false,
      play: (element) => element.play(),
      retry: () => Promise.resolve(),
      forget: () => {},
    },
    monotonic: time.now,
    after: time.after,
    onHeard: () => {
      heard += 1;
    },
  });
  const add = (strand: Strand, step: number) => {
    const element = new FakeElement(time.now);
    const outlet = mixer.open(strand, element as unknown as HTMLMediaElement);
    outlet.volume(step);
    return { element, outlet };
  };
  return { time, mixer, add, heard: () => heard };
}

const near = (element: FakeElement, gain: number) => expect(element.volume).toBeCloseTo(gain, 3);

describe('the mixer', () => {
  test('plays each strand at its step, and every one softer by the screen’s trim', async () => {
    const { mixer, add } = world();
    const [clip, voice] = [add('clip', 50), add('voice', 100)];
    near(clip.element, gainOf(50));
    mixer.trim(-6);
    near(clip.element, gainOf(50, -6));
    near(voice.element, gainOf(100, -6));
  });

  test('an announcement ducks clip and music while it sounds, and only so long', async () => {
    const { time, add } = world();
    const [clip, music, voice] = [add('clip', 80), add('music', 50), add('voice', 100)];
    await music.outlet.play();
    await voice.outlet.play();
    await time.pass(320);
    near(clip.element, gainOf(80, DUCK_DB));
    near(music.element, gainOf(50, DUCK_DB));
    near(voice.element, 1);
    await time.pass(10_000);
    near(music.element, gainOf(50, DUCK_DB));
    voice.element.end();
    await time.pass(1000);
    near(music.element, gainOf(50, DUCK_DB));
    await time.pass(1400);
    near(music.element, gainOf(50));
    near(clip.element, gainOf(80));
  });

  test('everything begins to give way before an announcement that is expected', async () => {
    const { time, add } = world();
    const [music, voice] = [add('music', 100), add('voice', 100)];
    voice.outlet.expect(5000);
    await time.pass(4500);
    near(music.element, 1);
    await time.pass(600);
    near(music.element, gainOf(100, DUCK_DB));
  });

  test('an announcement that never comes, stands still or is dropped holds nothing down', async () => {
    const { time, add } = world();
    const music = add('music', 100);
    add('voice', 100).outlet.expect(0);
    await time.pass(1000);
    near(music.element, gainOf(100, DUCK_DB));
    await time.pass(4000);
    near(music.element, 1);
    const still = add('voice', 100);
    still.element.frozen = true;
    await still.outlet.play();
    await time.pass(1000);
    near(music.element, gainOf(100, DUCK_DB));
    await time.pass(5000);
    near(music.element, 1);
    const dropped = add('voice', 100);
    await dropped.outlet.play();
    await time.pass(1000);
    dropped.outlet.close();
    await time.pass(3000);
    near(music.element, 1);
  });

  test('a fade ends in silence and calls back once; what is closed before is not called', async () => {
    const { time, add } = world();
    const [one, two] = [add('music', 100), add('music', 100)];
    const called: string[] = [];
    one.outlet.fade(20, () => called.push('one'));
    two.outlet.fade(20, () => called.push('two'));
    await time.pass(10);
    expect(one.element.volume).toBeLessThan(0.8);
    two.outlet.close();
    await time.pass(40);
    near(one.element, 0);
    expect(called).toEqual(['one']);
  });

  test('tells what is heard, announcements first, and nothing that is silent', async () => {
    const { mixer, add } = world();
    const [music, clip, voice] = [add('music', 40), add('clip', 0), add('voice', 90)];
    await music.outlet.play();
    await clip.outlet.play();
    await voice.outlet.play();
    expect(mixer.heard()).toEqual([
      { strand: 'voice', step: 90 },
      { strand: 'music', step: 40 },
    ]);
  });
});
