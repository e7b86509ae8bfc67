/** Words of school time: the periods of a school day, its sessions, the kinds of day. */
import type { Same } from '../same.ts';

export const vi = {
  period: {
    arrival: 'đón học sinh',
    assembly: 'chào cờ',
    lesson: 'tiết học',
    recess: 'ra chơi',
    exercise: 'thể dục giữa giờ',
    lunch: 'ăn trưa',
    nap: 'nghỉ trưa',
    dismissal: 'tan trường',
  },
  session: { morning: 'sáng', afternoon: 'chiều', boarding: 'bán trú' },
  dayKind: {
    any: 'Mọi ngày',
    school: 'Ngày học',
    teaching: 'Ngày học, trừ ngày thi',
    exam: 'Ngày thi',
    off: 'Ngày nghỉ học',
  },
};

export const en = {
  period: {
    arrival: 'arrival',
    assembly: 'flag assembly',
    lesson: 'lessons',
    recess: 'recess',
    exercise: 'mid-morning exercise',
    lunch: 'lunch',
    nap: 'midday rest',
    dismissal: 'dismissal',
  },
  session: { morning: 'morning', afternoon: 'afternoon', boarding: 'boarding' },
  dayKind: {
    any: 'Any day',
    school: 'School days',
    teaching: 'School days without exams',
    exam: 'Exam days',
    off: 'Days off school',
  },
} satisfies Same<typeof vi>;
