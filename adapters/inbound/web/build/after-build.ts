import type { Plugin } from 'vite'

/** Plugin that works on the output folder of a finished build. Such plugins run one after the other, in the order of the configuration. */
export const afterBuild = (name: string, work: (folder: string) => Promise<void>): Plugin => ({
  name: `penates:${name}`,
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler: ({ dir }) => {
      if (dir === undefined) throw new Error('The build has no output folder.')
      return work(dir)
    },
  },
})
