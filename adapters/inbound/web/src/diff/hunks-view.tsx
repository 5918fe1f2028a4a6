import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { toast } from '../app/toasts.js'
import { LazyBlock } from '../ui/lazy-block.js'
import { isNewSide, newSideOf } from './context.js'
import type { DiffFile, DiffSource } from './diff-file.js'
import type { DiffState } from './diff-state.js'
import { GapView } from './gap-view.js'
import { itemsOf, openMore, type Item, type Opened } from './items.js'
import { hunksOf } from './parsed.js'
import { NotedRow, type Noted } from './noted-row.js'
import { ContextPair, RowView, type SyntaxOf } from './row-view.js'
import type { DiffLayout } from './rows.js'
import { useSyntax } from './use-syntax.js'

interface Props {
  readonly file: DiffFile
  /** The file's patch, or the loaded one of a deferred file. */
  readonly diff: string
  readonly source: DiffSource
  readonly state: DiffState
  readonly layout: DiffLayout
}

/** Rows per block. */
const BLOCK_ROWS = 80
const ROW_PX = 20

/** Lines of the new side, once requested. */
type NewSide = 'unasked' | 'out of reach' | ReadonlyArray<string>

/** Lines of one file, in blocks. Only blocks near the viewport are drawn. */
export function HunksView({ file, diff, source, state, layout }: Props): VNode {
  const box = useRef<HTMLDivElement>(null)
  const hunks = useMemo(() => hunksOf(diff), [diff])
  const [newSide, setNewSide] = useState<NewSide>('unasked')
  const [opened, setOpened] = useState<ReadonlyMap<number, Opened>>(new Map())
  const known = typeof newSide === 'string' ? null : newSide
  const hunkActions = (hunks.length > 1 && source.hunkActions?.(file)) || null
  const hasHeads = hunkActions !== null
  const { items, changes } = useMemo(
    () => itemsOf(hunks, layout, opened, known, hasHeads),
    [hunks, layout, opened, known, hasHeads],
  )
  const changeAt = useMemo(() => new Map(changes.map((item, change) => [item, change])), [changes])
  const syntaxOf = useSyntax(file.path, hunks, known)
  const here = state.current.value?.key === file.key ? state.current.value : null
  const current = here?.change ?? null

  // Keeps expanded gaps when the text changes, as long as the number of hunks is the same.
  const readFor = useRef(hunks)
  useEffect(() => {
    const before = readFor.current
    readFor.current = hunks
    if (before === hunks || newSide === 'unasked') return
    if (before.length !== hunks.length) setOpened(new Map())
    void readNewSide().then(setNewSide)
  }, [hunks])

  useLayoutEffect(() => {
    if (current !== null) box.current?.querySelector(`[data-change="${current}"]`)?.scrollIntoView({ block: 'start' })
  }, [here?.visit])

  async function readNewSide(): Promise<NewSide> {
    const whole = await source.patch(file, 'whole')
    const lines = whole === null ? null : newSideOf(hunksOf(whole))
    return lines !== null && isNewSide(lines, hunks) ? lines : 'out of reach'
  }

  async function open(gap: number, part: 'above' | 'below' | 'all'): Promise<void> {
    if (newSide === 'unasked') {
      const read = await readNewSide()
      setNewSide(read)
      if (read === 'out of reach') toast({ kind: 'failed', text: messages.value.gapUnreadable })
    }
    setOpened((before) => new Map([...before, [gap, openMore(before.get(gap), part)]]))
  }

  const opens = newSide !== 'out of reach'
  const starts = Array.from({ length: Math.ceil(items.length / BLOCK_ROWS) }, (_, index) => index * BLOCK_ROWS)
  const wanted = current === null ? -1 : (changes[current] ?? -1)
  return (
    <div
      ref={box}
      class={`hunks ${layout}`}
      data-key={file.key}
      onPointerDown={layout === 'split' ? keepToSide : undefined}
    >
      {starts.map((from) => {
        const block = items.slice(from, from + BLOCK_ROWS)
        return (
          <LazyBlock
            key={from}
            height={block.length * ROW_PX}
            now={from === 0 || (wanted >= from && wanted < from + BLOCK_ROWS)}
          >
            {() =>
              block.map((item, index) => (
                <ItemView
                  key={from + index}
                  item={item}
                  layout={layout}
                  syntaxOf={syntaxOf}
                  change={changeAt.get(from + index) ?? null}
                  isCurrent={current !== null && changeAt.get(from + index) === current}
                  opens={opens}
                  hunkActions={hunkActions}
                  hunks={hunks.length}
                  noted={source.notes && { file, notes: source.notes }}
                  onOpen={(gap, part) => void open(gap, part)}
                />
              ))
            }
          </LazyBlock>
        )
      })}
    </div>
  )
}

interface ItemProps {
  readonly item: Item
  readonly layout: DiffLayout
  readonly syntaxOf: SyntaxOf
  readonly change: number | null
  readonly isCurrent: boolean
  readonly opens: boolean
  readonly hunkActions: ((hunk: number) => ComponentChildren) | null
  readonly hunks: number
  readonly noted: Noted | undefined
  readonly onOpen: (gap: number, part: 'above' | 'below' | 'all') => void
}

function ItemView({ item, layout, syntaxOf, change, isCurrent, opens, noted, onOpen, ...head }: ItemProps): VNode {
  if (item.kind === 'head') {
    return (
      <div class="hunk-head cluster gap-4 faint">
        <span>{messages.value.hunkOf(item.hunk + 1, head.hunks)}</span>
        {head.hunkActions?.(item.hunk)}
      </div>
    )
  }
  if (item.kind === 'gap') {
    const { gap } = item
    return <GapView gap={gap} opens={opens} onOpen={(part) => onOpen(gap.index, part)} />
  }
  const row =
    item.kind === 'context' && layout === 'split' ? (
      <ContextPair line={item.line} syntaxOf={syntaxOf} />
    ) : (
      <RowView row={item} syntaxOf={syntaxOf} change={change} isCurrent={isCurrent} />
    )
  return noted ? (
    <NotedRow row={item} noted={noted}>
      {row}
    </NotedRow>
  ) : (
    row
  )
}

/** Restricts text selection to the side on which the pointer went down. */
function keepToSide({ target, currentTarget }: PointerEvent): void {
  if (!(target instanceof Element) || !(currentTarget instanceof HTMLElement)) return
  currentTarget.dataset['selects'] = target.closest('.half.left') ? 'left' : 'right'
}
