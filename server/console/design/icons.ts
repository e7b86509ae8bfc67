/** The icons that the console uses, from Lucide, drawn inline so that they take the text's colour. */

import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import {
  Building2,
  CalendarClock,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Copy,
  Download,
  Ellipsis,
  Eye,
  EyeOff,
  FileText,
  Hourglass,
  House,
  Image,
  Images,
  KeyRound,
  Languages,
  ListVideo,
  LogOut,
  MapPin,
  Menu,
  Monitor,
  MonitorOff,
  MonitorPlay,
  Music,
  Pause,
  Pencil,
  Play,
  Plus,
  Radio,
  RotateCcw,
  ScrollText,
  Search,
  Settings,
  Tag,
  Trash2,
  TriangleAlert,
  Upload,
  UserRound,
  UsersRound,
  Video,
  WifiOff,
  Wrench,
  X,
} from 'lucide-static';

/** Lucide writes a class, a size and a stroke of its own; ours come from `base.css.ts`. */
function dress(svg: string): string {
  return svg
    .replace(/class="[^"]*"/, 'class="icon" aria-hidden="true" focusable="false"')
    .replace(/\s(?:width="24"|height="24"|stroke-width="2")/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const drawings = {
  home: House,
  library: Images,
  playlists: ListVideo,
  schedules: CalendarClock,
  screens: MonitorPlay,
  units: Building2,
  people: UsersRound,
  history: ScrollText,
  account: UserRound,
  menu: Menu,
  more: Ellipsis,
  search: Search,
  close: X,
  check: Check,
  plus: Plus,
  edit: Pencil,
  remove: Trash2,
  undo: RotateCcw,
  copy: Copy,
  down: ChevronDown,
  left: ChevronLeft,
  right: ChevronRight,
  good: CircleCheck,
  bad: CircleX,
  alert: CircleAlert,
  warning: TriangleAlert,
  help: CircleHelp,
  waiting: Hourglass,
  clock: Clock,
  online: Monitor,
  offline: MonitorOff,
  noNetwork: WifiOff,
  onAir: Radio,
  play: Play,
  pause: Pause,
  show: Eye,
  hide: EyeOff,
  key: KeyRound,
  language: Languages,
  signOut: LogOut,
  tag: Tag,
  move: MapPin,
  settings: Settings,
  technician: Wrench,
  upload: Upload,
  download: Download,
  video: Video,
  image: Image,
  audio: Music,
  document: FileText,
} as const;

export type IconName = keyof typeof drawings;

const dressed = new Map(Object.entries(drawings).map(([name, svg]) => [name, dress(svg)] as const));

/** Decoration only: whatever an icon means must also stand in words beside it. */
export function icon(name: IconName): TemplateResult {
  return html`${unsafeHTML(dressed.get(name)!)}`;
}
