import * as E from 'fp-ts/lib/Either.js'
import { hubClient } from '../../../http/client/hub-client.js'
import { messages } from '../app/texts/messages.js'
import { toast } from '../app/toasts.js'

/** Checks a token with the hub; `null` when the hub does not answer. The token in use is not changed. */
export async function takesToken(given: string): Promise<boolean | null> {
  const answered = await hubClient({ baseUrl: '', token: () => given }).listClis()()
  if (E.isRight(answered)) return true
  const code = answered.left._tag === 'Refused' ? answered.left.code : null
  return code === 'Unauthenticated' || code === 'BadAccessToken' ? false : null
}

export function tellLinkRefused(): void {
  toast({ kind: 'failed', text: messages.value.linkRefused })
}
