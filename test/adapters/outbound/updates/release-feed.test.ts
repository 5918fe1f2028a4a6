import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { memoryUpdates } from '../../../../adapters/outbound/memory/updates.memory.js'
import { httpReleaseFeed } from '../../../../adapters/outbound/updates/release-feed.http.js'
import { describeReleaseFeed } from '../../../contracts/release-feed.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { leftTag } from '../../../support/results.js'

/** A server that answers like GitHub, and what it was asked with. */
async function releaseServer() {
  const asked: IncomingHttpHeaders[] = []
  const answered: number[] = []
  let body = '{}'
  let isSilent = false
  const server = createServer((request, response) => {
    asked.push(request.headers)
    const etag = `"${String(body.length)}"`
    const status = isSilent ? 503 : request.headers['if-none-match'] === etag ? 304 : 200
    answered.push(status)
    response
      .writeHead(status, { ETag: etag, 'Content-Type': 'application/json' })
      .end(status === 200 ? body : undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/latest`,
    asked,
    answered,
    answer: (text: string) => {
      body = text
    },
    silence: () => {
      isSilent = true
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

describeFake(describeReleaseFeed, ['feed'], () => {
  const { feed, world } = memoryUpdates()
  return Promise.resolve({
    feed,
    publish: (release) => {
      world.release = release
    },
    silence: () => {
      world.isReachable = false
    },
    close: () => Promise.resolve(),
  })
})

describeReleaseFeed('http', async () => {
  const server = await releaseServer()
  return {
    feed: httpReleaseFeed(server.url),
    publish: ({ version, publishedAt, url, changelogMd }) => {
      server.answer(
        JSON.stringify({
          tag_name: `v${version}`,
          published_at: publishedAt,
          html_url: url,
          body: changelogMd,
          more: version.repeat(Number(version.slice(2, 3))),
        }),
      )
    },
    silence: server.silence,
    close: server.close,
  }
})

describe('a feed over http', () => {
  it('asks whether anything changed, and not for what it has', async () => {
    const server = await releaseServer()
    server.answer('{"tag_name":"v1.0.0"}')
    const feed = httpReleaseFeed(server.url)
    const answers = [await feed.latest(), await feed.latest()]
    await server.close()
    expect(answers[1]).to.deep.equal(answers[0])
    expect([server.answered, server.asked.every(({ authorization }) => authorization === undefined)]).to.deep.equal([
      [200, 304],
      true,
    ])
  })

  it('refuses nonsense, and addresses that are not http or https', async () => {
    const server = await releaseServer()
    const feed = httpReleaseFeed(server.url)
    const tags = []
    for (const body of ['', '[]', '{"tag_name":1}', '<html>', 'null']) {
      server.answer(body)
      tags.push(leftTag(await feed.latest()))
    }
    server.answer('{"tag_name":"v1.0.0","html_url":"javascript:alert(1)"}')
    const odd = await feed.latest()
    await server.close()
    expect(tags).to.deep.equal(Array(5).fill('Unavailable'))
    expect(odd._tag === 'Right' && odd.right?.url).to.equal(null)
  })

  it('sends no request without a feed', async () => {
    expect(await httpReleaseFeed(null).latest()).to.deep.equal({ _tag: 'Right', right: null })
  })
})
