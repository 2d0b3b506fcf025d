import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// Few rules, each of which finds mistakes that the compiler cannot; form is prettier's, structure scripts/tidy.ts's.
const everywhere = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-var': 'error',
  'prefer-const': 'error',
  'no-constant-binary-expression': 'error',
  'no-self-compare': 'error',
  'no-unreachable-loop': 'error',
  'no-promise-executor-return': 'off',
  'no-throw-literal': 'error',
}

const typed = {
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
  ],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-non-null-assertion': 'error',
  // A promise is awaited, returned, or handed to a named owner (research/style.md, line 14).
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': [
    'error',
    { checksVoidReturn: { arguments: false, attributes: false, properties: false } },
  ],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/return-await': ['error', 'in-try-catch'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/restrict-plus-operands': 'error',
}

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      'dist/**',
      'data/**',
      '.cache/**',
      'coverage/**',
      'test-results/**',
      'playwright-report/**',
      '**/*.gen.ts',
      '**/*.d.ts',
      'web/public/**',
    ],
  },
  { files: ['**/*.{js,mjs,ts,tsx}'], rules: everywhere },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['test/e2e/**'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        project: ['./tsconfig.server.json', './tsconfig.web.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: typed,
  },
  // Browser tests are outside both projects: what needs no types still holds.
  { files: ['test/e2e/**/*.ts'], languageOptions: { parser: tseslint.parser } },
  { files: ['web/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
)
