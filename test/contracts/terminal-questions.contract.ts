import { expect } from 'chai'
import type { OpenQuestion, TerminalQuestions } from '../../application/approvals/terminal-questions.port.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import { agentId, type AgentId } from '../../domain/agents/agent-id.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import { eventually } from '../support/eventually.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeTerminalQuestions`. */
export interface TerminalQuestionsHarness extends Harness {
  /** Adapter under test. */
  readonly questions: TerminalQuestions
  /** Coding CLI that asks. */
  readonly agent: AgentId
  /** A conversation asks one question, with the labels Red and Blue; returns the answer by its text, `null` for one at the terminal. */
  readonly asked: (conversation: string, call: string, question: string) => Promise<string | null>
  /** The question of a conversation is answered at its terminal. */
  readonly answeredThere: (conversation: string) => void
}

const HUE = 'Which hue?'

/** Contract of every source of questions at terminals. */
export function describeTerminalQuestions(technology: string, open: () => Promise<TerminalQuestionsHarness>): void {
  describe(`TerminalQuestions on ${technology}`, () => {
    let h: TerminalQuestionsHarness
    let gone: AbortController
    beforeEach(async () => {
      h = await open()
      gone = new AbortController()
    })
    afterEach(async () => {
      gone.abort()
      await h.close()
    })

    const of = (id: string): AgentConversation => ({ agent: h.agent, id })
    const find = async (conversation = of('c1')): Promise<OpenQuestion> => {
      let found: OpenQuestion | null = null
      await eventually(async () => {
        found ??= await h.questions.openIn(conversation, gone.signal)()
        expect(found).to.not.equal(null)
      })
      return found as unknown as OpenQuestion
    }
    const isClosedSoon = ({ closed }: OpenQuestion): Promise<boolean> =>
      Promise.race([closed.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 50, false))])
    const answersOf = ({ input }: OpenQuestion, answer: string): JsonObject => ({
      ...input,
      answers: { [HUE]: answer },
    })

    it('finds the question that a conversation waits for, and none in others and in those of other CLIs', async () => {
      void h.asked('c1', 'call 1', HUE)
      const { call, input } = await find()
      expect(call).to.equal('call 1')
      const [question] = input['questions'] as ReadonlyArray<JsonObject>
      expect([question?.['question'], question?.['multiSelect']]).to.deep.equal([HUE, false])
      const labels = (question?.['options'] as ReadonlyArray<JsonObject>).map(({ label }) => label)
      expect(labels).to.deep.equal(['Red', 'Blue'])
      for (const none of [of('c2'), { agent: agentId('made-up'), id: 'c1' }])
        expect(await h.questions.openIn(none, gone.signal)()).to.equal(null)
      expect(h.questions.agents).to.include(h.agent)
    })

    it('answers it once, after which it is closed', async () => {
      const given = h.asked('c1', 'call 1', HUE)
      const question = await find()
      question.answer(answersOf(question, 'Blue'))
      question.answer(answersOf(question, 'Red'))
      expect(await given).to.equal('Blue')
      await question.closed
      expect(await h.questions.openIn(of('c1'), gone.signal)()).to.equal(null)
    })

    it('takes an answer in own words', async () => {
      const given = h.asked('c1', 'call 1', HUE)
      const question = await find()
      question.answer(answersOf(question, 'a dark green'))
      expect(await given).to.equal('a dark green')
    })

    it('gives no answer without one for the question', async () => {
      void h.asked('c1', 'call 1', HUE)
      const question = await find()
      for (const input of [question.input, {}, { answers: 'Blue' }]) question.answer(input)
      expect(await isClosedSoon(question)).to.equal(false)
    })

    it('is closed by an answer at the terminal', async () => {
      const given = h.asked('c1', 'call 1', HUE)
      const question = await find()
      expect(await isClosedSoon(question)).to.equal(false)
      h.answeredThere('c1')
      await question.closed
      expect(await given).to.equal(null)
    })

    it('is closed by abort, which leaves the question open at the terminal', async () => {
      void h.asked('c1', 'call 1', HUE)
      const question = await find()
      gone.abort()
      await question.closed
      gone = new AbortController()
      expect((await find()).call).to.equal('call 1')
      const aborted = AbortSignal.abort()
      expect(await h.questions.openIn(of('c1'), aborted)()).to.equal(null)
    })
  })
}
