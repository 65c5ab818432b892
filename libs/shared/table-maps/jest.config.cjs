module.exports = { displayName: 'table-maps', preset: '../../../jest.preset.cjs', rootDir: __dirname };
