import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import * as E from 'fp-ts/lib/Either.js'
import type { Release, ReleaseFeed } from '../../../application/updates/release-feed.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { bareVersion } from '../../../domain/updates/version.js'
import { plainGet } from '../../../infrastructure/net/plain-get.js'

const TIMEOUT_MS = 10_000
const OK = 200
/** A change log of several years; GitHub limits a release's text to 125,000 characters. */
const MAX_BYTES = 4 * 1024 * 1024
const NOT_MODIFIED = 304

/** GitHub, "Get the latest release". */
const ReleaseAnswer = t.intersection([
  t.type({ tag_name: t.string }),
  t.partial({
    published_at: t.union([t.string, t.null]),
    html_url: t.union([t.string, t.null]),
    body: t.union([t.string, t.null]),
  }),
])

/** Releases as GitHub tells of them at `url`; `null` is nowhere. What did not change is not sent again: RFC 9110, ETag. */
export function httpReleaseFeed(url: string | null): ReleaseFeed {
  if (url === null) return { latest: TE.right(null) }
  let known: { readonly etag: string; readonly release: Release } | null = null

  const ask = async (): Promise<Release> => {
    const headers = {
      Accept: 'application/vnd.github+json',
      'User-Agent': 'penates',
      ...(known === null ? {} : { 'If-None-Match': known.etag }),
    }
    const answer = await plainGet(url, { headers, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES })
    if (answer.status === NOT_MODIFIED && known !== null) return known.release
    if (answer.status !== OK) throw new Error(`it answered ${String(answer.status)}`)
    const read = ReleaseAnswer.decode(JSON.parse(answer.body.toString('utf8')))
    if (E.isLeft(read)) throw new Error('it told of no release')
    const { tag_name, published_at = null, html_url = null, body = null } = read.right
    const isWeb = html_url !== null && /^https?:\/\//.test(html_url)
    const release = {
      version: bareVersion(tag_name),
      publishedAt: published_at,
      url: isWeb ? html_url : null,
      changelogMd: body,
    }
    const { etag } = answer.headers
    known = etag === undefined ? null : { etag, release }
    return release
  }

  return {
    latest: TE.tryCatch(ask, (thrown) =>
      unavailable('release feed', thrown instanceof Error ? thrown.message : String(thrown), thrown),
    ),
  }
}
