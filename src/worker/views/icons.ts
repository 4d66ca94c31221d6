import { raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import {
  ArrowLeftRight,
  ArrowUp,
  Bookmark,
  Brush,
  Camera,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  CircleAlert,
  CircleCheck,
  Clock,
  Columns2,
  Contrast,
  Copy,
  CornerDownRight,
  Dices,
  Download,
  Ellipsis,
  Eraser,
  GitFork,
  Image,
  ImagePlus,
  Info,
  Keyboard,
  Link,
  Menu,
  MessageSquare,
  Minus,
  Network,
  PanelRight,
  Pencil,
  Plus,
  RefreshCw,
  Reply,
  RotateCcw,
  Scaling,
  ScanText,
  Search,
  Settings,
  Shuffle,
  SlidersHorizontal,
  Smile,
  SmilePlus,
  SquareCheck,
  SquareSplitHorizontal,
  Star,
  Trash2,
  Undo2,
  Users,
  WandSparkles,
  WifiOff,
  X,
} from 'lucide-static';

const drawings = {
  camera: Camera,
  invert: Contrast,
  eraser: Eraser,
  undo: Undo2,
  'arrow-up': ArrowUp,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  alert: CircleAlert,
  done: CircleCheck,
  copy: Copy,
  keep: Bookmark,
  recent: Clock,
  seed: Dices,
  edit: Brush,
  from: CornerDownRight,
  vary: GitFork,
  reference: ImagePlus,
  upscale: Scaling,
  remix: Shuffle,
  download: Download,
  more: Ellipsis,
  describe: ScanText,
  expand: WandSparkles,
  image: Image,
  info: Info,
  keyboard: Keyboard,
  link: Link,
  menu: Menu,
  message: MessageSquare,
  panel: PanelRight,
  pencil: Pencil,
  plus: Plus,
  again: RefreshCw,
  reply: Reply,
  reuse: RotateCcw,
  search: Search,
  settings: Settings,
  sliders: SlidersHorizontal,
  emoji: Smile,
  react: SmilePlus,
  star: Star,
  trash: Trash2,
  users: Users,
  offline: WifiOff,
  close: X,
  check: Check,
  swap: ArrowLeftRight,
  'side-by-side': Columns2,
  minus: Minus,
  tree: Network,
  compare: SquareSplitHorizontal,
  select: SquareCheck,
} as const;

export type IconName = keyof typeof drawings;

const symbols = Object.entries(drawings).map(([name, svg]) => {
  const inner = svg
    .replaceAll(/<!--.*?-->/gs, '')
    .replace(/^\s*<svg[^>]*>/, '')
    .replace('</svg>', '');
  return `<symbol id="icon-${name}" viewBox="0 0 24 24">${inner.replaceAll(/\s+/g, ' ').trim()}</symbol>`;
});

const sprite = raw(`<svg class="sprite" aria-hidden="true">${symbols.join('')}</svg>`);

/** All drawings, once in a page: `icon` refers to them. */
export function iconSprite(): HtmlEscapedString {
  return sprite;
}

/** An outline of the set, in the colour of the text. The name beside it or its button's label says what it is. */
export function icon(name: IconName, size: 16 | 18 | 20 | 24 = 18): HtmlEscapedString {
  return raw(
    `<svg class="icon icon-${size}" aria-hidden="true"><use href="#icon-${name}"></use></svg>`,
  );
}
