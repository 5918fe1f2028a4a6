import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { PushTarget } from '../../domain/push/subscription.js'
import { targetServer, type ReceivedRequest, type TargetServer } from './target-server.js'

/** One message as the browser at the other end reads it. */
export interface ReceivedPush {
  readonly headers: IncomingMessage['headers']
  readonly payload: unknown
  /** Claims of the VAPID token, whose signature has been verified with the key that came along. */
  readonly claims: { readonly aud: string; readonly exp: number; readonly sub: string }
  readonly publicKey: string
}

/** A push service and a browser in one, on this machine, with its own certificate. */
export interface PushService {
  readonly port: number
  readonly ca: string
  readonly target: PushTarget
  readonly received: ReadonlyArray<ReceivedPush>
  /** Status of later answers; `201` at first. */
  readonly answerWith: TargetServer['answerWith']
  readonly close: () => Promise<void>
}

export async function pushService(): Promise<PushService> {
  const server = await targetServer({ tls: true })
  server.answerWith((response) => response.writeHead(201).end())
  const browser = createECDH('prime256v1')
  const p256dh = browser.generateKeys()
  const auth = randomBytes(16)
  const read = ({ headers, bytes }: ReceivedRequest): ReceivedPush => {
    const payload: unknown = JSON.parse(decrypt(bytes, browser.getPrivateKey(), p256dh, auth))
    return { headers, payload, ...verifiedVapid(headers.authorization ?? '') }
  }

  return {
    port: Number(new URL(server.url).port),
    ca: server.ca ?? '',
    target: {
      endpoint: `${server.url}/push/1`,
      expirationTime: null,
      keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    },
    get received() {
      return server.received.map(read)
    },
    answerWith: server.answerWith,
    close: server.close,
  }
}

const SALT_BYTES = 16
const TAG_BYTES = 16

/** RFC 8188 with the keys of RFC 8291: one record, written without the library that the hub encrypts with. */
function decrypt(body: Buffer, privateKey: Buffer, ownPublic: Buffer, auth: Buffer): string {
  const salt = body.subarray(0, SALT_BYTES)
  const idLength = body.readUInt8(SALT_BYTES + 4)
  const senderPublic = body.subarray(SALT_BYTES + 5, SALT_BYTES + 5 + idLength)
  const record = body.subarray(SALT_BYTES + 5 + idLength)
  const own = createECDH('prime256v1')
  own.setPrivateKey(privateKey)
  const shared = own.computeSecret(senderPublic)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ownPublic, senderPublic])
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(record.subarray(-TAG_BYTES))
  const padded = Buffer.concat([cipher.update(record.subarray(0, -TAG_BYTES)), cipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

/** RFC 8292: `vapid t=<JWT>, k=<public key>`. Throws when the signature is not that of the key. */
function verifiedVapid(authorization: string): Pick<ReceivedPush, 'claims' | 'publicKey'> {
  const [, token = '', publicKey = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const [head = '', body = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const }
  const isSigned = verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))
  if (!isSigned) throw new Error('the VAPID token is not signed with its key')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as ReceivedPush['claims']
  return { claims, publicKey }
}
