import { effect, untracked } from '@preact/signals'
import {
  Check,
  Clock,
  Columns2,
  FileDiff,
  FolderTree,
  MessagesSquare,
  ShieldX,
  Undo2,
  type LucideIcon,
} from 'lucide-preact'
import { decide, openApprovals } from '../app/approvals.js'
import type { HubApproval } from '../app/hub/hub.js'
import { isNarrow } from '../app/appearance.js'
import { messages } from '../app/texts/messages.js'
import { BOARD } from '../app/routing/board-route.js'
import { OVERVIEW } from '../app/routing/route.js'
import type { Beside } from '../app/routing/beside.js'
import { go, route } from '../app/router.js'
import { sessions, shown } from '../app/sessions.js'
import { splitTerminal } from '../app/terminal-layout.js'
import { newestUndo, undoNewest } from '../app/toasts.js'
import { glanceOf } from '../approvals/approval-input.js'
import { callTexts } from '../approvals/call-parts.js'
import { cards } from '../board/board-state.js'
import type { HubCard } from '../board/cards.js'
import { cardMenu } from '../board/card/card-menu.js'
import { menuFor, renaming } from '../session/session-actions.js'
import { openMenuAt, type MenuItem } from '../ui/menu.js'
import type { PaletteItem } from './palette-item.js'
import { synonymsOf } from './synonyms.js'

/** An action, and the name of the thing that it is done to. */
interface Verb {
  readonly id: string
  readonly label: string
  /** Name of the session or card. */
  readonly of: string
  readonly icon: LucideIcon
  readonly shortcut?: string
  readonly run: () => void
}

/** Characters of a query from which on verbs are offered: a letter alone would list every one. */
const FROM_LENGTH = 2
/** Cards whose verbs are offered at a time. */
const MOST_CARDS = 50

/**
 * Rows with further words that find them, and rows for what a query says to do: `kill web` ends the session "web-shop".
 * They are the entries of the context menus. Cards are offered once the query names them.
 */
export function withVerbs(
  items: ReadonlyArray<PaletteItem>,
  query: string,
  board: ReadonlyArray<HubCard>,
): ReadonlyArray<PaletteItem> {
  const others = items.map((item) => ({ ...item, also: synonymsOf(item.label) }))
  const wanted = query.trim().toLowerCase()
  if (wanted.length < FROM_LENGTH) return others
  const named = wanted.includes(' ') ? board.filter(isNamedBy(wanted.split(/\s+/))).slice(0, MOST_CARDS) : []
  return [
    ...openApprovals.value.flatMap(callVerbs).map((verb) => ({ ...itemOf(verb), isFirst: true })),
    ...undoVerbs().map(itemOf),
    ...others,
    ...[...sessionVerbs(), ...named.flatMap(cardVerbs)].map(itemOf),
  ]
}

const isNamedBy =
  (words: ReadonlyArray<string>) =>
  ({ title }: HubCard): boolean =>
    words.some((word) => title.toLowerCase().includes(word))

const itemOf = ({ id, label, of, icon, shortcut, run }: Verb): PaletteItem => ({
  ...{ id: `verb ${id}`, label: `${label} · ${of}`, note: '', also: synonymsOf(label), need: null },
  ...{ icon, shortcut: shortcut ?? null, run },
})

/** A call that is too long to be shown here is opened. */
function callVerbs(approval: HubApproval): ReadonlyArray<Verb> {
  const { allow, deny, name } = callTexts(approval)
  const { id, session, preview } = approval
  const glance = glanceOf(approval)
  const of = `${shown(session)}: ${name} ${glance ?? preview}`
  const by = (decision: 'allow' | 'deny') => (): void => {
    if (glance === null) go({ page: 'approvals', call: id })
    else void decide(approval, { decision })
  }
  return [
    { id: `allow ${id}`, label: allow, of, icon: Check, run: by('allow') },
    { id: `deny ${id}`, label: deny, of, icon: ShieldX, run: by('deny') },
  ]
}

function undoVerbs(): ReadonlyArray<Verb> {
  const newest = newestUndo()
  if (newest === undefined) return []
  return [{ id: 'undo', label: messages.value.undo, of: newest.text, icon: Undo2, shortcut: 'Ctrl Z', run: undoNewest }]
}

function sessionVerbs(): ReadonlyArray<Verb> {
  const m = messages.value
  return (sessions.value ?? []).flatMap((session) => {
    const { name, status } = session
    const of = shown(name)
    const rename = (): void => {
      if (route.peek().page !== 'overview') go(OVERVIEW)
      renaming.value = session.id
    }
    const menu = menuFor(session, rename).map((entry) => verbOf(name, of, entry))
    if (status === 'dormant') return menu
    const place = (label: string, icon: LucideIcon, beside: Beside): Verb => ({
      ...{ id: `${beside.view} ${name}`, label, of, icon },
      run: () => go({ page: 'terminal', session: name, beside }),
    })
    const places = [
      place(m.changes, FileDiff, { view: 'changes' }),
      place(m.files, FolderTree, { view: 'files', path: '' }),
      place(m.conversation, MessagesSquare, { view: 'conversation' }),
      place(m.timeline, Clock, { view: 'timeline' }),
    ]
    const here = route.peek()
    if (here.page !== 'terminal' || here.session === name || isNarrow.peek()) return [...menu, ...places]
    const split = { id: `split ${name}`, label: m.splitRight, of, icon: Columns2 }
    return [...menu, ...places, { ...split, run: () => splitTerminal(here.session, 'right', name) }]
  })
}

/** The board opens the card, and the entry runs once the board has it. */
const cardVerbs = (card: HubCard): ReadonlyArray<Verb> =>
  cardMenu(card).map((entry) => ({
    ...verbOf(card.id, card.title, entry),
    run: () => {
      go({ ...BOARD, card: card.id })
      onceRead(card.id, (read) =>
        cardMenu(read)
          .find(({ label }) => label === entry.label)
          ?.run(),
      )
    },
  }))

/** Calls back once the board has the card, unless the person has left it by then. */
function onceRead(id: string, act: (card: HubCard) => void): void {
  let isOver = false
  const stop = effect(() => {
    const here = route.value
    const card = cards.value?.get(id)
    const isHere = here.page === 'board' && here.card === id
    if (isOver || (isHere && !card)) return
    isOver = true
    queueMicrotask(() => stop())
    if (isHere && card) untracked(() => act(card))
  })
}

const verbOf = (thing: string, of: string, { label, icon, shortcut, question, run, ...rest }: MenuItem): Verb => ({
  ...{ id: `${label} ${thing}`, label, of, icon },
  ...(shortcut === undefined ? {} : { shortcut }),
  // The menu asks the question.
  run: question === undefined ? run : () => openMenuAt(MIDDLE, [{ label, icon, question, run, ...rest }], noFocus),
})

/** Position of the palette. */
const MIDDLE = { x: innerWidth / 3, y: innerHeight / 5 }
const noFocus = (): void => undefined
