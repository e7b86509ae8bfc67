/** What the slide tests draw: every template with its sample, as full and as empty as its schema lets it be. */
import { templates } from '#playlists/templates/index.ts';
import type { Field, SlideTemplate } from '#playlists/templates/template.ts';

export type Case = {
  readonly name: string;
  readonly template: SlideTemplate;
  readonly data: Record<string, unknown>;
};

const words =
  'Phòng Giáo dục và Đào tạo huyện Phú Giáo đề nghị các trường tổ chức Hội khỏe Phù Đổng, phối hợp ' +
  'với phụ huynh giữ gìn an toàn cho học sinh trên đường đến lớp và trong giờ ra chơi';

/** exactly `length` characters of office Vietnamese */
function prose(length: number): string {
  const cut = words.slice(0, length);
  return cut.endsWith(' ') ? `${cut.slice(0, -1)}ữ` : cut;
}

const photo = 'a'.repeat(64);

function fill(field: Field, write: (length: number) => string, sample: unknown): unknown {
  const length = field.maxLength ?? 0;
  switch (field.input) {
    case 'line':
    case 'text':
      return write(length);
    case 'lines': {
      const names = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
      return names
        .slice(0, field.maxLines)
        .map((name) => `${name}: ${write(length - name.length - 2)}`);
    }
    case 'image':
      return photo;
    case 'url':
      return `https://phugiao.example/${'x'.repeat(length - 'https://phugiao.example/'.length)}`;
    default:
      return sample;
  }
}

function filled(template: SlideTemplate, write: (length: number) => string, withPhoto: boolean) {
  return Object.fromEntries(
    template.fields
      .filter((field) => withPhoto || field.input !== 'image')
      .map((field) => [field.name, fill(field, write, template.sample[field.name])]),
  );
}

function required(template: SlideTemplate) {
  const optional = new Set(template.fields.filter((f) => f.optional).map((f) => f.name));
  return Object.fromEntries(
    Object.entries(template.sample).filter(([name]) => !optional.has(name)),
  );
}

/** The sample with each choice in turn (campaigns dress differently). */
function choices(template: SlideTemplate): Record<string, unknown>[] {
  return template.fields.flatMap((field) =>
    (field.choices ?? []).map(({ value }) => ({
      ...filled(template, prose, false),
      [field.name]: value,
    })),
  );
}

/** The widest figures that a countdown can show. */
const countdowns: Case[] = ['9999-12-31T23:59', '2026-11-22T23:59', '2020-01-01T00:00'].map(
  (until) => {
    const template = templates.get('countdown')!;
    return { name: `countdown to ${until}`, template, data: { ...template.sample, until } };
  },
);

/** Text as an editor writes it. */
export const ordinary: Case[] = [
  ...countdowns,
  ...[...templates.values()].flatMap((template) => {
    const hasPhoto = template.fields.some(({ input }) => input === 'image');
    return [
      { name: `${template.id}, sample`, template, data: { ...template.sample } },
      { name: `${template.id}, required only`, template, data: required(template) },
      { name: `${template.id}, longest`, template, data: filled(template, prose, false) },
      ...(hasPhoto
        ? [
            { name: `${template.id}, with photo`, template, data: { ...template.sample, photo } },
            {
              name: `${template.id}, longest with photo`,
              template,
              data: filled(template, prose, true),
            },
          ]
        : []),
      ...choices(template).map((data, index) => ({
        name: `${template.id}, choice ${index + 1}`,
        template,
        data,
      })),
    ];
  }),
];

const hostile: Record<string, (length: number) => string> = {
  'widest letters without a space': (length) => 'W'.repeat(length),
  'stacked capitals': (length) =>
    'ỄẬỖỮ '
      .repeat(length)
      .slice(0, length - 1)
      .concat('Ậ'),
  ideographs: (length) => '漢'.repeat(length),
  'single letters': (length) =>
    'i '
      .repeat(length)
      .slice(0, length - 1)
      .concat('i')
      .slice(0, length),
};

/** Text as nobody should write it, and somebody will. */
export const extreme: Case[] = [...templates.values()].flatMap((template) =>
  Object.entries(hostile).flatMap(([name, write]) => [
    { name: `${template.id}, ${name}`, template, data: filled(template, write, false) },
  ]),
);

export const shapes = [
  { name: 'landscape 1080p', width: 1920, height: 1080 },
  { name: 'landscape 720p', width: 1280, height: 720 },
  { name: 'old 1366 by 768', width: 1366, height: 768 },
  { name: 'landscape 4K', width: 3840, height: 2160 },
  { name: 'portrait 9:16', width: 1080, height: 1920 },
  { name: 'projector 4:3', width: 1024, height: 768 },
  { name: 'ultra-wide 21:9', width: 1680, height: 720 },
  { name: 'square', width: 800, height: 800 },
  { name: 'portrait 3:4', width: 768, height: 1024 },
] as const;
