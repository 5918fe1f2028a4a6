import { command } from '../description.js'

const CARD = { name: 'card', summary: 'id of the card, or its beginning', completes: 'card' } as const
const STAGE_NAMES = ['idea', 'brainstorming', 'implement', 'review', 'done'] as const

export const BOARD_LS = command({
  path: 'board ls',
  summary: 'List cards',
  options: {
    project: { short: 'p', value: 'ID', summary: 'only cards of this project', completes: 'project' },
    stage: { value: 'STAGE', summary: 'only cards of this stage', choices: STAGE_NAMES },
    search: { value: 'WORDS', summary: 'only cards that contain every word' },
    archived: { summary: 'cards done long ago, newest first' },
  },
  isRemote: true,
})

export const BOARD_SHOW = command({
  path: 'board show',
  summary: 'Show a card',
  arguments: [CARD],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const BOARD_NEW = command({
  path: 'board new',
  summary: 'Add a card',
  arguments: [{ name: 'title', summary: 'words of the title', isVariadic: true }],
  options: {
    project: { short: 'p', value: 'ID', summary: 'project of the card (required)', completes: 'project' },
    stage: { value: 'STAGE', summary: 'stage (idea)', choices: STAGE_NAMES },
    priority: { value: 'PRIORITY', summary: 'priority', choices: ['p0', 'p1', 'p2'] },
    notes: { value: 'TEXT', summary: 'notes' },
    'allow-unknown-project': { summary: 'add it also to a project that is not registered' },
  },
  exits: ['notFound'],
  isRemote: true,
})

export const BOARD_MOVE = command({
  path: 'board move',
  summary: 'Move a card to a stage',
  arguments: [CARD, { name: 'stage', summary: 'stage', choices: STAGE_NAMES }],
  options: { 'end-session': { summary: 'end the session that the hub started for the card' } },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const BOARD_IMPLEMENT = command({
  path: 'board implement',
  summary: 'Start an agent that implements a card',
  arguments: [CARD],
  options: {
    'allow-unisolated': { summary: 'work in the folder of the project where no worktree is possible' },
    'allow-blocked': { summary: 'start although other cards should be done before' },
  },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const BOARD_FINISH = command({
  path: 'board finish',
  summary: 'Merge the branch of a reviewed card',
  arguments: [CARD],
  options: {
    local: { summary: 'merge on the machine of the hub only' },
    check: { summary: 'print obstacles and change nothing' },
  },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const BOARD_UNDO = command({
  path: 'board undo',
  summary: 'Undo the last finish of a card',
  arguments: [CARD],
  options: { revert: { summary: 'allow a commit that reverts the merge where the base cannot be moved back' } },
  exits: ['notFound', 'conflict'],
  isRemote: true,
})
