import { breaking, type Mutants } from './mutants.js'
import type { TracerHarness } from './tracer.contract.js'

const broken = breaking<TracerHarness, 'tracer'>('tracer')

/** Broken tracers. */
export const tracerMutants: Mutants<TracerHarness> = {
  'tells which work was done in which, also of two that go on at once': {
    'records nothing': broken(() => ({ span: (_name, _facts, work) => work(() => undefined) })),
    'puts every span at the top': (scene) => ({
      ...scene,
      told: async () => (await scene.told()).map((span) => ({ ...span, parent: null })),
    }),
    'drops the facts': broken(({ span }) => ({ span: (name, _facts, work) => span(name, {}, work) })),
    'answers before the work is done': broken(({ span }) => ({
      span: (name, facts, work) => {
        void span(name, facts, work)
        return Promise.resolve(name as never)
      },
    })),
  },
  'tells what failed, once, and throws on what the work throws': {
    'swallows what the work throws': broken(({ span }) => ({
      span: (name, facts, work) => span(name, facts, work).catch(() => null as never),
    })),
    'drops failures': broken(({ span }) => ({
      span: (name, facts, work) => span(name, facts, (end) => work((_failure, more) => end(null, more))),
    })),
    'drops the facts of the end': broken(({ span }) => ({
      span: (name, facts, work) => span(name, facts, (end) => work((failure) => end(failure))),
    })),
  },
}
