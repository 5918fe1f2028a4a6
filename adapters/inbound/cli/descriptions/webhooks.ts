import { NOTIFICATION_KINDS } from '../../../../domain/webhooks/notification-kinds.js'
import { command } from '../description.js'

const ID = [{ name: 'id', summary: 'id of the webhook, or its beginning' }] as const

export const WEBHOOKS_LS = command({
  path: 'webhooks ls',
  summary: 'List webhooks and ntfy topics with their last delivery',
  isRemote: true,
})

export const WEBHOOKS_NEW = command({
  path: 'webhooks new',
  summary: 'Add a webhook and print its secret, or add an ntfy topic',
  details: `The secret signs the requests. It is printed once.

Kinds of events: ${NOTIFICATION_KINDS.join(', ')}.`,
  arguments: [{ name: 'url', summary: 'URL of the receiver, or of an ntfy topic' }],
  options: {
    label: { value: 'NAME', summary: 'name in lists (host of the URL)' },
    ntfy: { summary: 'the URL is a topic of an ntfy server' },
    events: { value: 'KINDS', summary: 'kinds of events, separated by commas (those that need you)' },
    private: { summary: 'permit addresses of this machine and of private networks, also without TLS' },
    'hub-url': { value: 'URL', summary: 'address of the hub for links in messages' },
    'access-token': { value: 'TOKEN', summary: 'access token of the ntfy server; other users can read it meanwhile' },
  },
  isRemote: true,
})

export const WEBHOOKS_TEST = command({
  path: 'webhooks test',
  summary: 'Send a test message and print the answer',
  arguments: ID,
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const WEBHOOKS_ENABLE = command({
  path: 'webhooks enable',
  summary: 'Turn a webhook on again',
  arguments: ID,
  exits: ['notFound', 'conflict'],
  isRemote: true,
})

export const WEBHOOKS_REVOKE = command({
  path: 'webhooks revoke',
  summary: 'Remove a webhook and the messages that wait for it',
  arguments: ID,
  exits: ['notFound', 'conflict'],
  isRemote: true,
})
