import { command } from '../description.js'

/** Ten years. */
const MAX_DAYS = 3_650

export const TOKENS_LS = command({ path: 'tokens ls', summary: 'List access tokens', isRemote: true })

export const TOKENS_NEW = command({
  path: 'tokens new',
  summary: 'Make an access token and print it',
  details: `The token is printed once; the hub stores its digest only. It may do what its scopes permit, and nothing without one.

A token that drives a session has the shell of that session. One for a board starts agents in the project.`,
  arguments: [{ name: 'label', summary: 'name of the token in lists' }],
  options: {
    view: { summary: 'read everything but secrets and contents of files' },
    approve: { summary: 'list and decide tool calls' },
    admin: { summary: 'do what you can, except for hooks' },
    drive: { value: 'SESSIONS', summary: 'type into these sessions, separated by commas', completes: 'session' },
    board: { value: 'PROJECT', summary: 'change the cards of this project', completes: 'project' },
    days: { value: 'N', summary: 'end after this many days (never)', integer: { min: 1, max: MAX_DAYS } },
  },
  exits: ['notFound'],
  isRemote: true,
})

export const TOKENS_REVOKE = command({
  path: 'tokens revoke',
  summary: 'Revoke an access token and close what was opened with it',
  arguments: [{ name: 'id', summary: 'id of the token, or its beginning' }],
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const PAIR = command({
  path: 'pair',
  summary: 'Show a code with which a phone or another device signs in',
  details: `The device gets its own token, which "penates tokens ls" lists and "penates tokens revoke" ends. The code serves once, for five minutes.`,
  options: {
    access: {
      value: 'RIGHTS',
      summary: 'full, or approve: look and decide tool calls (full)',
      choices: ['full', 'approve'],
    },
  },
  isRemote: true,
})
