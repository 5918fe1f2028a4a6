import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { makeManageTemplates } from '../../../application/prompts/manage-templates.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { MAX_PROMPT_LENGTH } from '../../../domain/prompts/prompt.js'
import type { PromptTemplates } from '../../../domain/prompts/prompt-template.js'
import { leftTag, right } from '../../support/results.js'

describe('management of prompt templates', () => {
  const setUp = (templates = memoryStateStore<PromptTemplates>([])) => {
    const [feed, audit, clock] = [makeFeed(), memoryAuditLog(), memoryClock(7)]
    const events: string[] = []
    feed.subscribe(({ _tag }) => void events.push(_tag))
    let ids = 0
    const secrets = { newId: () => `id-${String((ids += 1))}`, newSecret: () => '', sha256: (text: string) => text }
    const manage = makeManageTemplates({ templates, feed, secrets, audit, clock })
    const add = (title: string, text: string) => manage.add({ title, text }, THE_HUB)()
    return { manage, add, events, audit, templates }
  }

  it('publishes each change once, and none for a repeated or refused request', async () => {
    const { manage, add, events } = setUp()
    right(await add(' Tests ', ' Run\u0007 {{branch}}\r\n'))
    expect(right(await add('Tests', 'Run {{branch}}'))).to.deep.equal([
      { id: 'id-1', title: 'Tests', text: 'Run {{branch}}' },
    ])
    expect(events).to.deep.equal(['prompt-templates-changed'])
    right(await manage.change('id-1', { title: 'All', formerText: 'Run {{branch}}' }, THE_HUB)())
    expect(leftTag(await manage.change('id-1', { text: 'x', formerText: 'y' }, THE_HUB)())).to.equal(
      'PromptTemplateChanged',
    )
    expect(right(await manage.list())).to.deep.equal([{ id: 'id-1', title: 'All', text: 'Run {{branch}}' }])
    right(await manage.remove('id-1', THE_HUB)())
    expect(leftTag(await manage.remove('id-1', THE_HUB)())).to.equal('PromptTemplateNotFound')
    expect(events).to.have.length(3)
  })

  it('refuses empty and too long titles and texts', async () => {
    const { manage, add, events } = setUp()
    for (const [title, text, tag] of [
      ['', 'go', 'InvalidPromptTemplate'],
      ['x'.repeat(61), 'go', 'InvalidPromptTemplate'],
      ['a', ' \u0000\n', 'InvalidPrompt'],
      ['a', 'x'.repeat(MAX_PROMPT_LENGTH + 1), 'InvalidPrompt'],
    ] as const)
      expect(leftTag(await add(title, text)), title).to.equal(tag)
    right(await add('a', 'go'))
    expect(leftTag(await manage.change('id-1', { title: '\n' }, THE_HUB)())).to.equal('InvalidPromptTemplate')
    expect(leftTag(await manage.change('id-1', { text: '' }, THE_HUB)())).to.equal('InvalidPrompt')
    expect(events).to.have.length(1)
  })

  it('loses no template of two clients that add and change at once', async () => {
    const { manage, add } = setUp()
    await Promise.all([add('Tests', 'of the laptop'), add('Tests', 'of the phone'), add('Tests', 'of the phone')])
    const both = right(await manage.list())
    expect(both.map(({ title, text }) => [title, text])).to.deep.equal([
      ['Tests', 'of the laptop'],
      ['Tests (2)', 'of the phone'],
    ])
    const change = (text: string) => manage.change('id-1', { text, formerText: 'of the laptop' }, THE_HUB)()
    const [first, second] = await Promise.all([change('a'), change('b')])
    expect([right(first)[0]?.text, leftTag(second)]).to.deep.equal(['a', 'PromptTemplateChanged'])
  })

  it('reports a full disk, publishes nothing and keeps what was stored', async () => {
    const stored = [{ id: 'one', title: 'Tests', text: 'go' }]
    const full = () => TE.left(unavailable('state', 'ENOSPC: no space left on device'))
    const { manage, add, events, audit } = setUp({ ...memoryStateStore<PromptTemplates>(stored), update: full })
    for (const refused of [
      add('b', 'go'),
      manage.change('one', { text: 'x' }, THE_HUB)(),
      manage.remove('one', THE_HUB)(),
    ])
      expect(leftTag(await refused)).to.equal('Unavailable')
    expect([right(await manage.list()), events, audit.entries]).to.deep.equal([stored, [], []])
  })
})
