import { expect } from 'chai'
import type { Tracer } from '../../application/shared/tracer.port.js'
import type { Harness } from './harness.js'

/** Span as its receiver gets it. */
export interface ReportedSpan {
  /** Name of the span. */
  readonly name: string
  /** Name of the span that it is below; `null` at the top. */
  readonly parent: string | null
  /** Data of the span. */
  readonly facts: Readonly<Record<string, string | number>>
  /** Reason of a failure; `null` for none. */
  readonly failure: string | null
}

/** Scene of the suite `describeTracer`. */
export interface TracerHarness extends Harness {
  /** Adapter under test. */
  readonly tracer: Tracer
  /** Closes the tracer; all that it has told, in any order. */
  readonly told: () => Promise<ReadonlyArray<ReportedSpan>>
}

/** Contract of `Tracer`. */
export function describeTracer(technology: string, open: () => Promise<TracerHarness>): void {
  describe(`Tracer on ${technology}`, () => {
    let h: TracerHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
    const byName = async () =>
      [...(await h.told())].sort((one, other) => (one.name < other.name ? -1 : 1)).map((span) => ({ ...span }))

    it('tells which work was done in which, also of two that go on at once', async () => {
      const work = (name: string) =>
        h.tracer.span(name, {}, async () => {
          await later()
          await h.tracer.span(`${name}.1`, { size: 3 }, later)
          return name
        })
      expect(await Promise.all([work('a'), work('b')])).to.deep.equal(['a', 'b'])
      expect(await byName()).to.deep.equal([
        { name: 'a', parent: null, facts: {}, failure: null },
        { name: 'a.1', parent: 'a', facts: { size: 3 }, failure: null },
        { name: 'b', parent: null, facts: {}, failure: null },
        { name: 'b.1', parent: 'b', facts: { size: 3 }, failure: null },
      ])
    })

    it('tells what failed, once, and throws on what the work throws', async () => {
      const fault = new Error('a word that stays here')
      const thrown = await h.tracer
        .span('throws', {}, () => Promise.reject(fault))
        .then(
          () => null,
          (error: unknown) => error,
        )
      expect(thrown).to.equal(fault)
      await h.tracer.span('ends', { asked: 'x' }, async (end) => {
        end('unavailable', { code: 7 })
        end(null)
        await later()
      })
      expect(await byName()).to.deep.equal([
        { name: 'ends', parent: null, facts: { asked: 'x', code: 7 }, failure: 'unavailable' },
        { name: 'throws', parent: null, facts: {}, failure: 'defect' },
      ])
    })
  })
}
