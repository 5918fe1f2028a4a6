import { computed, signal } from '@preact/signals'

/** Kinds of notices, the most urgent first. */
const URGENCY = [
  'offline',
  'limited',
  'connection',
  'input',
  'host-fault',
  'missing-parts',
  'budget-exceeded',
  'storage-full',
  'damaged-state',
  'new-version',
  'budget-near',
  'faded-sessions',
] as const

export interface Notice {
  readonly kind: (typeof URGENCY)[number]
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Hides a notice that stays until it has been read. */
  readonly dismiss?: () => void
}

type NoticeReader = () => ReadonlyArray<Notice>

const readers = signal<ReadonlyArray<NoticeReader>>([])

/** Notices of the status slot, the most urgent first. */
export const notices = computed(() =>
  readers.value.flatMap((read) => read()).toSorted((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind)),
)

const LOSSES: ReadonlySet<Notice['kind']> = new Set(['offline', 'limited', 'connection', 'input'])

/** True while a notice reports a lost connection or what is typed during the loss. */
export const hasLoss = computed(() => notices.value.some(({ kind }) => LOSSES.has(kind)))

/** Adds notices that are computed from signals. Returns a function that removes them. */
export function offerNotices(reader: NoticeReader): () => void {
  readers.value = [...readers.peek(), reader]
  return () => (readers.value = readers.peek().filter((one) => one !== reader))
}
