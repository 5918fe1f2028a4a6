import * as E from 'fp-ts/lib/Either.js'
import { hubClient } from '../../../http/client/hub-client.js'
import { messages } from '../i18n/messages.js'
import { toast } from './toasts.js'

const UNAUTHORIZED = 401

/** Asks the hub to check a token; `null` when the hub does not answer. The token in use is not touched. */
export async function takesToken(given: string): Promise<boolean | null> {
  const answered = await hubClient({ baseUrl: '', token: () => given }).listClis()()
  if (E.isRight(answered)) return true
  return answered.left._tag === 'Refused' && answered.left.status === UNAUTHORIZED ? false : null
}

export function tellLinkRefused(): void {
  toast({ kind: 'failed', text: messages.value.linkRefused })
}
