import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { isSamePrompt, MAX_PROMPT_LENGTH, promptText, type QueuedPrompt } from '../../../domain/prompts/prompt.js'
import {
  addPrompt,
  beginSending,
  changePrompt,
  confirmPrompt,
  MAX_OPEN_PROMPTS,
  MAX_SENT_PROMPTS,
  MAX_TEXTS_LENGTH,
  nextPrompt,
  promptsOf,
  recoverQueues,
  removePrompt,
  settleSending,
  summariesOf,
  withoutSession,
  type PromptQueues,
} from '../../../domain/prompts/prompt-queues.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { leftTag, right } from '../../support/results.js'

const [A, B] = [sessionId('a'), sessionId('b')]
const prompt = (id: string, values: Partial<QueuedPrompt> = {}): QueuedPrompt => ({
  ...{ id, session: A, text: `text of ${id}`, state: 'waiting', fault: null, createdAt: 1, changedAt: 1 },
  ...values,
})
const ids = (queues: PromptQueues) => promptsOf(queues, A).map(({ id }) => id)
const begin = (queues: PromptQueues, id: string, retries = false) =>
  beginSending(queues, { session: A, id, retries, at: 5 })

describe('the text of a prompt', () => {
  it('has no control characters but tabs and line feeds, and no blanks at its ends', () => {
    expect(promptText(' \u001b[201~a\r\n\tb\rc\u0000\u009b \n')).to.deep.equal(E.right('[201~a\n\tb\nc'))
  })

  it('is neither empty nor longer than its bound', () => {
    expect(promptText(' \u0007\n')).to.deep.include({ left: { _tag: 'InvalidPrompt', reason: 'empty' } })
    expect(promptText('x'.repeat(MAX_PROMPT_LENGTH + 1))).to.deep.include({
      left: { _tag: 'InvalidPrompt', reason: 'too-long' },
    })
    expect(E.isRight(promptText('x'.repeat(MAX_PROMPT_LENGTH)))).to.equal(true)
  })

  it('has no controls of text direction, and the replacement character for half a surrogate pair', () => {
    expect(promptText('a\u202eb\u2066c\u2069\u200f\u061cd')).to.deep.equal(E.right('abcd'))
    expect(promptText('a\ud800b\udfff 👩‍👧')).to.deep.equal(E.right('a\ufffdb\ufffd 👩‍👧'))
    expect(promptText('\u202e \u200b')).to.deep.include({ left: { _tag: 'InvalidPrompt', reason: 'empty' } })
  })

  it('is the same with other blanks, invisible characters and forms of accents only', () => {
    expect(isSamePrompt('a\n\tb ', 'a b')).to.equal(true)
    expect(isSamePrompt('cafe\u0301', 'caf\u00e9')).to.equal(true)
    expect(isSamePrompt('می\u200cخواهم \u00ad\ufeff\ufe0f\u{e0041}', 'میخواهم')).to.equal(true)
    expect(isSamePrompt('a b', 'ab')).to.equal(false)
    expect(isSamePrompt('cafe', 'caf\u00e9')).to.equal(false)
  })
})

describe('queues of prompts', () => {
  const three = ['1', '2', '3'].reduce<PromptQueues>((queues, id) => right(addPrompt(queues, prompt(id))), [])

  it('have prompts in the order in which they were added, each id once', () => {
    expect(ids(three)).to.deep.equal(['1', '2', '3'])
    expect(right(addPrompt(three, prompt('2')))).to.equal(three)
    expect(leftTag(addPrompt(three, prompt('2', { text: 'another' })))).to.equal('PromptIdTaken')
    expect(leftTag(addPrompt(three, prompt('2', { session: B })))).to.equal('PromptIdTaken')
    expect(nextPrompt(three, A)?.id).to.equal('1')
    expect(nextPrompt(three, B)).to.equal(null)
  })

  it('are bounded by the prompts of a session and by the texts of all', () => {
    const full = Array.from({ length: 10_000 }, (_, at) => prompt(String(at))).reduce<PromptQueues>((queues, one) => {
      const added = addPrompt(queues, one)
      return E.isRight(added) ? added.right : queues
    }, [])
    expect(full).to.have.length(MAX_OPEN_PROMPTS)
    expect(addPrompt(full, prompt('more'))).to.deep.equal(E.left({ _tag: 'PromptQueueFull', bound: 'count' }))
    expect(right(addPrompt(full, prompt('other', { session: B })))).to.have.length(MAX_OPEN_PROMPTS + 1)
    const long = [prompt('long', { session: B, text: 'x'.repeat(MAX_TEXTS_LENGTH) })]
    expect(addPrompt(long, prompt('more'))).to.deep.equal(E.left({ _tag: 'PromptQueueFull', bound: 'length' }))
    expect(leftTag(changePrompt([...long, prompt('1')], A, '1', { text: 'x'.repeat(100) }))).to.equal('PromptQueueFull')
  })

  it('change text and order of prompts that wait', () => {
    expect(right(changePrompt(three, A, '2', { text: 'new' })).map(({ text }) => text)[1]).to.equal('new')
    expect(ids(right(changePrompt(three, A, '3', { before: '1' })))).to.deep.equal(['3', '1', '2'])
    expect(ids(right(changePrompt(three, A, '1', { before: null })))).to.deep.equal(['2', '3', '1'])
    expect(right(changePrompt(three, A, '1', { before: '1' }))).to.equal(three)
    expect(leftTag(changePrompt(three, A, '1', { before: 'gone' }))).to.equal('PromptNotFound')
    expect(leftTag(changePrompt(three, B, '1', { text: 'x' }))).to.equal('PromptNotFound')
    const sending = right(begin(three, '1'))
    expect(leftTag(changePrompt(sending, A, '1', { text: 'x' }))).to.equal('PromptNotChangeable')
    expect(leftTag(changePrompt(sending, A, '2', { before: '1' }))).to.equal('PromptNotChangeable')
    expect(leftTag(removePrompt(sending, A, '1'))).to.equal('PromptNotChangeable')
    expect(ids(right(removePrompt(three, A, '2')))).to.deep.equal(['1', '3'])
    expect(withoutSession(three, B)).to.equal(three)
    expect(withoutSession(three, A)).to.deep.equal([])
  })

  it('send one prompt at a time, and the next one after its confirmation', () => {
    const sending = right(begin(three, '1'))
    expect(nextPrompt(sending, A)).to.equal(null)
    expect(leftTag(begin(sending, '2'))).to.equal('PromptOnItsWay')
    const sent = confirmPrompt(sending, A, 'text  of 1\n', 6)
    expect(sent[0]).to.deep.include({ id: '1', state: 'sent', changedAt: 6 })
    expect(nextPrompt(sent, A)?.id).to.equal('2')
    expect(leftTag(begin(sent, '1', true))).to.equal('PromptNotChangeable')
    expect(confirmPrompt(sending, A, 'another text', 6)).to.equal(sending)
    expect(confirmPrompt(sending, B, 'text of 1', 6)).to.equal(sending)
  })

  it('stop at a prompt whose outcome is unknown, until it is confirmed, removed or sent again by a person', () => {
    const lost = recoverQueues(right(begin(three, '1')), new Set(), 7)
    expect(lost[0]).to.deep.include({ state: 'unknown', fault: 'restart', changedAt: 7 })
    expect(nextPrompt(lost, A)).to.equal(null)
    expect(leftTag(begin(lost, '1'))).to.equal('PromptNotChangeable')
    expect(right(begin(lost, '1', true))[0]?.state).to.equal('sending')
    expect(nextPrompt(confirmPrompt(lost, A, 'text of 1', 8), A)?.id).to.equal('2')
    expect(nextPrompt(right(removePrompt(lost, A, '1')), A)?.id).to.equal('2')
    expect(summariesOf(lost)).to.deep.equal(new Map([[A, { waiting: 2, held: 'unknown' }]]))
    const sending = right(begin(three, '1'))
    expect(recoverQueues(sending, new Set(['1']), 7)).to.equal(sending)
    expect(settleSending(three, '1', 'failed', 'ended', 7)).to.equal(three)
  })

  it('store a bounded number of sent prompts, in front of the others', () => {
    let queues: PromptQueues = [prompt('last')]
    for (let at = 0; at < MAX_SENT_PROMPTS + 5; at += 1) {
      queues = right(begin(right(addPrompt(queues, prompt(String(at)))), String(at)))
      queues = confirmPrompt(queues, A, `text of ${String(at)}`, at)
    }
    expect(queues).to.have.length(MAX_SENT_PROMPTS + 1)
    expect(ids(queues).slice(-2)).to.deep.equal([String(MAX_SENT_PROMPTS + 4), 'last'])
  })

  it('lose no prompt and repeat none in any order of changes', () => {
    const action = fc.record({
      kind: fc.constantFrom('add', 'move', 'begin', 'confirm', 'settle', 'recover', 'edit'),
      id: fc.constantFrom('1', '2', '3', '4'),
      other: fc.constantFrom('1', '2', '3', '4', null),
    })
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        let queues: PromptQueues = []
        const added = new Set<string>()
        const take = (next: E.Either<unknown, PromptQueues>): void => {
          if (E.isRight(next)) queues = next.right
        }
        for (const { kind, id, other } of actions) {
          const was = queues.find((one) => one.id === id)?.state
          if (kind === 'add') {
            take(addPrompt(queues, prompt(id)))
            added.add(id)
          }
          if (kind === 'move') take(changePrompt(queues, A, id, { before: other }))
          if (kind === 'edit') take(changePrompt(queues, A, id, { text: `text of ${id}` }))
          if (kind === 'begin') take(begin(queues, id))
          if (kind === 'confirm') queues = confirmPrompt(queues, A, `text of ${id}`, 1)
          if (kind === 'settle') queues = settleSending(queues, id, 'unknown', 'unconfirmed', 1)
          if (kind === 'recover') queues = recoverQueues(queues, new Set(), 1)
          const is = queues.find((one) => one.id === id)?.state
          // Without a person nothing goes back to a state from which it is typed.
          if (is === 'sending' && was !== 'sending') expect(was).to.equal('waiting')
          if (was !== undefined && was !== 'waiting') expect(is).not.to.equal('waiting')
        }
        expect(new Set(ids(queues))).to.deep.equal(added)
        expect(queues).to.have.length(added.size)
        expect(queues.filter(({ state }) => state === 'sending').length).to.be.at.most(1)
      }),
    )
  })
})
