module.exports = { displayName: 'sync-engine', preset: '../../../jest.preset.cjs', rootDir: __dirname };
