-- What Neovim shows of the plan in its window: as it was opened, after keystrokes, and after the first thing offered at the cursor.
local seen = {}

local function shown()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { one.lnum + 1, one.col + 1, one.code })
  end
  return found
end

local function look(name, until_)
  local settled = vim.wait(20000, function() return until_(vim.diagnostic.get(0)) end, 50)
  seen[name] = { settled = settled, text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n', found = shown() }
end

local function has(code)
  return function(found)
    return vim.iter(found):any(function(one) return one.code == code end)
  end
end

look('opened', has('goal-missing'))
vim.cmd.normal({ vim.keycode('/draft<CR>cwExploring<Esc>'), bang = true })
look('typed', has('invalid-value'))
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.kind == 'quickfix' and action.title:find('exploring') ~= nil end })
look('mended', function(found) return #found > 0 and not has('invalid-value')(found) end)
vim.fn.writefile({ vim.json.encode(seen) }, 'seen.json')
vim.cmd.quitall({ bang = true })
