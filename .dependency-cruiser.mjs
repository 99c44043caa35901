const own = '^src/modules/([^/]+)/';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

/** The import rules of the architecture: entry points → modules → platform → kernel, front doors only, no cycles. */
export default {
  forbidden: [
    rule('no-cycles', { path: '^(src|bench)/' }, { circular: true }),
    rule(
      'module-front-door-only',
      { path: own },
      { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    ),
    rule('own-front-door-is-for-others', { path: own, pathNot: '/index\\.ts$' }, { path: '^src/modules/$1/index\\.ts$' }),
    rule('kernel-knows-nothing', { path: '^src/kernel/' }, { path: '^src/(?!kernel/)' }),
    rule('platform-knows-no-feature', { path: '^src/platform/' }, { path: '^src/modules/' }),
    rule(
      'edges-never-touch-storage',
      { path: '\\.(controller|worker)\\.ts$' },
      { path: '\\.repository\\.ts$|^src/platform/database/(?!index\\.ts)' },
    ),
    rule('nobody-calls-an-edge', { path: '\\.(controller|worker|service|repository)\\.ts$' }, { path: '\\.(controller|worker)\\.ts$' }),
    rule(
      'storage-driver-stays-home',
      { path: '^src/', pathNot: ['^src/platform/(database|live-push)/', '\\.(repository|schema)\\.ts$'] },
      { path: 'node_modules/(typeorm|pg|@nestjs/typeorm)/' },
    ),
    rule(
      'queue-driver-stays-home',
      {
        path: '^src/',
        pathNot: ['^src/platform/queue/', '^src/platform/live-push/', '^src/platform/database/migrate\\.ts$', '\\.worker\\.ts$'],
      },
      { path: 'node_modules/(bullmq|@nestjs/bullmq|ioredis)/' },
    ),
    rule('src-never-imports-test', { path: '^src/' }, { path: '^test/' }),
    rule('resolvable', {}, { couldNotResolve: true }),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
