import {
  ChartColumn,
  MessagesSquare,
  FolderKanban,
  Inbox,
  LayoutGrid,
  SquareKanban,
  Settings,
  type LucideIcon,
} from 'lucide-preact'
import { messages } from '../texts/messages.js'
import { BOARD } from './board-route.js'
import { CONVERSATIONS } from './conversations-route.js'
import { OVERVIEW, PROJECTS, USAGE, type Route } from './route.js'

/** Page in the main navigation. */
export interface Place {
  /** Pages that mark this entry as current. */
  readonly pages: ReadonlyArray<Route['page']>
  readonly to: Route
  readonly label: string
  readonly icon: LucideIcon
  /** Letter of the shortcut after G. */
  readonly letter: string
}

const overview = (): Place => ({
  pages: ['overview'],
  to: OVERVIEW,
  label: messages.value.overview,
  icon: LayoutGrid,
  letter: 'o',
})
const board = (): Place => ({
  pages: ['board'],
  to: BOARD,
  label: messages.value.board,
  icon: SquareKanban,
  letter: 'b',
})
const projects = (): Place => ({
  pages: ['projects', 'project'],
  to: PROJECTS,
  label: messages.value.projects,
  icon: FolderKanban,
  letter: 'p',
})
const usage = (): Place => ({
  pages: ['usage'],
  to: USAGE,
  label: messages.value.usage,
  icon: ChartColumn,
  letter: 'u',
})
const needs = (): Place => ({
  pages: ['approvals'],
  to: { page: 'approvals' },
  label: messages.value.needsYou,
  icon: Inbox,
  letter: 'i',
})
const conversations = (): Place => ({
  pages: ['conversations'],
  to: CONVERSATIONS,
  label: messages.value.conversations,
  icon: MessagesSquare,
  letter: 'c',
})
const settings = (): Place => ({
  pages: ['settings', 'status'],
  to: { page: 'settings' },
  label: messages.value.settings,
  icon: Settings,
  letter: 's',
})

/** True when the route is below this entry. */
export const isAt = ({ pages }: Place, here: Route): boolean =>
  pages.includes(here.page === 'board' && here.isInProject ? 'project' : here.page)

/** All pages of the main navigation, in the order of the rail. */
export const places = (): ReadonlyArray<Place> => [
  overview(),
  needs(),
  board(),
  projects(),
  conversations(),
  usage(),
  settings(),
]
