import { breaking, type Mutants } from './mutants.js'
import { notifierDefects } from './notifier-defects.js'
import type { PushSenderHarness } from './push-sender.contract.js'

const broken = breaking<PushSenderHarness, 'sender'>('sender')

/** Broken senders of push messages. */
export const pushSenderMutants: Mutants<PushSenderHarness> = {
  ...notifierDefects(broken),
  'sends nothing to a private address that is not permitted': {
    'sends to every address': broken(({ send }, { target }) => ({ send: (_, message) => send(target, message) })),
  },
  'delivers the whole payload': {
    'sends the title only': broken(({ send }) => ({
      send: (target, message) => send(target, { ...message, payload: { title: message.payload['title'] ?? '' } }),
    })),
  },
  'has no key and gets no answer where the hub cannot push': {
    'sends without keys': (scene) => ({ ...scene, withoutKeys: { ...scene.sender, publicKey: null } }),
    'has an empty key without keys': (scene) => ({ ...scene, withoutKeys: { ...scene.withoutKeys, publicKey: '' } }),
  },
}
