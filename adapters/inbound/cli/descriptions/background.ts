import { command } from '../description.js'

const ID = [{ name: 'id', summary: 'id of the agent, or its beginning' }] as const

export const BACKGROUND_LS = command({
  path: 'background ls',
  summary: 'List agents that claude --bg started',
  isRemote: true,
})

export const BACKGROUND_OPEN = command({
  path: 'background open',
  summary: 'Show an agent in a session and print the name of that',
  arguments: ID,
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const BACKGROUND_STOP = command({
  path: 'background stop',
  summary: 'Stop an agent and all its processes',
  details: 'Fails when a process of the agent is left. Its conversation is kept.',
  arguments: ID,
  exits: ['notFound', 'conflict'],
  isRemote: true,
})
