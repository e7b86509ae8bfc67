/** Words of the explanation: why a screen shows what it shows, and why not something else. */
import type { Same } from '../same.ts';

/** What a sentence may speak of; empty where there is nothing to say. */
type Said = {
  /** the playlist that it lost to, or the period that is not held */
  readonly by: string;
  /** when it comes next, written out */
  readonly next: string;
  /** what sort of day it is, written out */
  readonly day: string;
};

const then = (text: string, next: string) =>
  next === '' ? `${text}.` : `${text}; lần tới ${next}.`;
const thenEn = (text: string, next: string) =>
  next === '' ? `${text}.` : `${text}; next ${next}.`;

export const vi = {
  ask: 'Vì sao?',
  askOf: (name: string) => `Vì sao ${name} đang phát như vậy?`,
  title: (screen: string) => `Vì sao “${screen}” phát như vậy?`,
  working: 'Đang tìm lý do…',
  track: { main: 'Màn hình', ticker: 'Chữ chạy', audio: 'Âm thanh', voice: 'Thông báo bằng lời' },
  nothingOn: {
    main: 'Không có gì trên màn hình: hiện tên trường và đồng hồ.',
    ticker: 'Không có chữ chạy.',
    audio: 'Không có chương trình âm thanh riêng.',
    voice: 'Không có thông báo bằng lời.',
  },
  onAir: (item: string, from: string, to: string) => `${item}, ${from} – ${to}`,
  noSchedules: 'Không có lịch phát nào liên quan.',
  group: {
    airing: 'Đang phát và cùng vòng',
    lost: 'Có giờ này nhưng phải nhường',
    notNow: 'Không phát lúc này',
    notHere: 'Không dành cho màn hình này',
  },
  countOf: (n: number) => `${n} lịch`,
  screenOff: 'Màn hình đang ngoài giờ bật.',
  speakersOff: 'Loa đang ngoài giờ bật.',
  quiet: 'Đang giờ yên lặng.',
  volume: (percent: string) => `Âm lượng ${percent}.`,
  day: {
    term: 'ngày học',
    outsideTerms: 'ngoài năm học',
    weekend: 'ngày nghỉ cuối tuần',
    holiday: 'ngày nghỉ lễ',
    makeUp: 'ngày học bù',
    exam: 'ngày thi',
  },
  named: (kind: string, names: string) => `${kind}: ${names}`,
  because: {
    takeover: 'Đang phát vì được chiếm trọn màn hình trong giờ này.',
    once: 'Đang phát vì đã hẹn đúng giờ này, cắt ngang nội dung khác.',
    priority: 'Đang phát vì là nội dung ưu tiên, đang trong giờ của mình.',
    alone: 'Đang phát vì đang trong giờ của lịch này và không có gì được ưu tiên hơn.',
    turn: 'Đang phát vì đến lượt trong vòng phát chung của giờ này.',
    filler: 'Đang phát để màn hình không trống: lúc này không có nội dung nào khác.',
  },
  verdict: {
    inTurn: ({ next }: Said) =>
      next === '' ? 'Cùng vòng phát, chưa đến lượt.' : `Cùng vòng phát, đến lượt ${next}.`,
    spotLater: ({ next }: Said) =>
      then('Các lượt được rải đều trong giờ phát, chưa đến lượt', next),
    shareUsedUp: ({ next }: Said) => then('Đã phát đủ phần được giao', next),
    cutIn: ({ by }: Said) => `Bị “${by}” cắt ngang, vì mục đó hẹn phát đúng lúc này.`,
    takenOver: ({ by }: Said) => `“${by}” đang chiếm trọn màn hình.`,
    outranked: ({ by }: Said) => `Nhường cho “${by}”, có mức ưu tiên cao hơn.`,
    quietPeriod: ({ next }: Said) => then('Đang giờ yên lặng nên không được phát tiếng', next),
    switchedOff: ({ next }: Said) => then('Thiết bị đang tắt theo giờ đã định', next),
    outsideHours: ({ next }: Said) => then('Ngoài giờ phát', next),
    noSuchPeriod: ({ by, next }: Said) => then(`Hôm đó ở đây không có “${by}”`, next),
    notThisDay: ({ next }: Said) => then('Không phát vào ngày này', next),
    notThisKindOfDay: ({ day, next }: Said) =>
      then(`Không phát vào loại ngày này${day === '' ? '' : ` (${day})`}`, next),
    beforeItsDates: ({ next }: Said) =>
      next === '' ? 'Chưa đến ngày bắt đầu.' : `Chưa đến ngày bắt đầu; lần đầu ${next}.`,
    afterItsDates: (_: Said) => 'Đã qua ngày kết thúc.',
    awaitingApproval: (_: Said) => 'Chưa có mục nào được phép phát: còn chờ duyệt, hoặc đã bị gỡ.',
    notPublished: (_: Said) => 'Đã lưu nhưng chưa cho lên sóng.',
    notForTag: (_: Said) => 'Chỉ dành cho nơi mang nhãn khác.',
    notForLevel: (_: Said) => 'Không dành cho cấp học của trường này.',
    notForUnit: (_: Said) => 'Không dành cho đơn vị này.',
    unitClosed: (_: Said) => 'Đơn vị này đã đóng.',
  },
  nothingFor: {
    main: 'Không có hình ảnh để hiện.',
    ticker: 'Không có chữ chạy.',
    audio: 'Không có âm thanh riêng.',
    voice: 'Không có thông báo bằng lời.',
  },
  todayAt: (time: string) => `lúc ${time}`,
  dayAt: (day: string, time: string) => `${day} lúc ${time}`,
};

export const en = {
  ask: 'Why?',
  askOf: (name: string) => `Why does ${name} show this?`,
  title: (screen: string) => `Why does “${screen}” show this?`,
  working: 'Looking for the reasons…',
  track: { main: 'Picture', ticker: 'Ticker', audio: 'Sound', voice: 'Announcements' },
  nothingOn: {
    main: 'Nothing on the screen: it shows the school’s name and the time.',
    ticker: 'No ticker.',
    audio: 'No sound programme of its own.',
    voice: 'No spoken announcement.',
  },
  onAir: (item: string, from: string, to: string) => `${item}, ${from} – ${to}`,
  noSchedules: 'No schedule has to do with it.',
  group: {
    airing: 'On air and in the same loop',
    lost: 'Due now, but has to yield',
    notNow: 'Not at this time',
    notHere: 'Not meant for this screen',
  },
  countOf: (n: number) => (n === 1 ? '1 schedule' : `${n} schedules`),
  screenOff: 'The screen is outside its hours.',
  speakersOff: 'The speakers are outside their hours.',
  quiet: 'It is a quiet period.',
  volume: (percent: string) => `Volume ${percent}.`,
  day: {
    term: 'school day',
    outsideTerms: 'outside the school year',
    weekend: 'weekend',
    holiday: 'holiday',
    makeUp: 'make-up day',
    exam: 'examination day',
  },
  named: (kind: string, names: string) => `${kind}: ${names}`,
  because: {
    takeover: 'On air because it has the whole screen for itself at this hour.',
    once: 'On air because it was set for this very time and cuts into everything else.',
    priority: 'On air because it is priority content within its hours.',
    alone: 'On air because it is within its hours and nothing ranks higher.',
    turn: 'On air because it is its turn in the loop of this hour.',
    filler: 'On air so that the screen is not empty: nothing else is due.',
  },
  verdict: {
    inTurn: ({ next }: Said) =>
      next === ''
        ? 'In the same loop, not its turn yet.'
        : `In the same loop, its turn comes ${next}.`,
    spotLater: ({ next }: Said) => thenEn('Its plays are spread over its hours, not due yet', next),
    shareUsedUp: ({ next }: Said) => thenEn('All that was promised of it has aired', next),
    cutIn: ({ by }: Said) => `“${by}” cuts in, because it was set for this very time.`,
    takenOver: ({ by }: Said) => `“${by}” has the whole screen.`,
    outranked: ({ by }: Said) => `Yields to “${by}”, which ranks higher.`,
    quietPeriod: ({ next }: Said) => thenEn('May not sound in a quiet period', next),
    switchedOff: ({ next }: Said) => thenEn('The device is off at this hour', next),
    outsideHours: ({ next }: Said) => thenEn('Outside its hours', next),
    noSuchPeriod: ({ by, next }: Said) => thenEn(`“${by}” is not held here on that day`, next),
    notThisDay: ({ next }: Said) => thenEn('Not on this day', next),
    notThisKindOfDay: ({ day, next }: Said) =>
      thenEn(`Not on this kind of day${day === '' ? '' : ` (${day})`}`, next),
    beforeItsDates: ({ next }: Said) =>
      next === '' ? 'Its dates have not begun.' : `Its dates have not begun; first ${next}.`,
    afterItsDates: (_: Said) => 'Its dates are over.',
    awaitingApproval: (_: Said) => 'Nothing of it may be shown: not approved yet, or removed.',
    notPublished: (_: Said) => 'Saved, but not published.',
    notForTag: (_: Said) => 'Only for places with another tag.',
    notForLevel: (_: Said) => 'Not for the level of this school.',
    notForUnit: (_: Said) => 'Not for this unit.',
    unitClosed: (_: Said) => 'This unit is closed.',
  },
  nothingFor: {
    main: 'Has no picture to show.',
    ticker: 'Has no ticker line.',
    audio: 'Has no sound of its own.',
    voice: 'Has no spoken announcement.',
  },
  todayAt: (time: string) => `at ${time}`,
  dayAt: (day: string, time: string) => `${day} at ${time}`,
} satisfies Same<typeof vi>;
