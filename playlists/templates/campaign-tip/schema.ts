/** One rule to remember: a number or a verb that can be seen from afar, and what it asks. */
import { z } from 'zod';
import { field, hint, line, optionalLine } from '../fields.ts';

export const campaigns = ['water', 'friendship', 'safety', 'health'] as const;

export const CampaignTip = z.object({
  campaign: z.enum(campaigns),
  lead: line(14),
  tip: line(64),
  detail: optionalLine(56).optional(),
});
export type CampaignTip = z.infer<typeof CampaignTip>;

export const fields = [
  field('campaign', 'choice', 'Chiến dịch', 'Campaign', {
    choices: [
      { value: 'water', label: { vi: 'Phòng chống đuối nước', en: 'Drowning prevention' } },
      {
        value: 'friendship',
        label: { vi: 'Phòng chống bạo lực học đường', en: 'School violence prevention' },
      },
      { value: 'safety', label: { vi: 'Trường học an toàn', en: 'Safe school' } },
      { value: 'health', label: { vi: 'Sức khỏe, dinh dưỡng', en: 'Health and nutrition' } },
    ],
  }),
  field('lead', 'line', 'Con số hoặc động từ', 'Number or verb', {
    maxLength: 14,
    ...hint('Thật ngắn: “3 không”, “Mặc áo phao”', 'Very short: “3 rules”, “Call 111”'),
  }),
  field('tip', 'text', 'Điều cần nhớ', 'The rule', { maxLength: 64 }),
  field('detail', 'text', 'Nói thêm', 'One thing more', { maxLength: 56, optional: true }),
] as const;
