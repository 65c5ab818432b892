module.exports = { displayName: 'setup-sync', preset: '../../jest.preset.cjs', rootDir: __dirname };
