module.exports = { displayName: 'estimates-actuals', preset: '../../jest.preset.cjs', rootDir: __dirname };
