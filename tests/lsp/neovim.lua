-- Neovim without a screen types a plan, and writes down what it shows after each keystroke, then what a mend makes of a broken one.
local job = vim.fn.json_decode(table.concat(vim.fn.readfile(vim.env.JOB), "\n"))
local patience = 10000
local told = {}

local function keep(uri, version, diagnostics)
  if uri == vim.uri_from_bufnr(0) then told = { version = version, diagnostics = diagnostics } end
end
vim.lsp.handlers["textDocument/publishDiagnostics"] = function(_, result)
  keep(result.uri, result.version, result.diagnostics)
end
vim.lsp.handlers["textDocument/diagnostic"] = function(_, result, ctx)
  if result then keep(ctx.params.textDocument.uri, ctx.version or vim.lsp.util.buf_versions[ctx.bufnr], result.items) end
end

vim.o.shortmess = vim.o.shortmess .. "A"
vim.cmd("set noswapfile noautoindent nosmartindent nocindent formatoptions= textwidth=0")

local function open(path)
  told = {}
  vim.cmd("edit " .. vim.fn.fnameescape(path))
  vim.cmd("setlocal indentexpr= formatoptions= noautoindent")
  local client = vim.lsp.start_client({
    name = "cap", cmd = job.command, root_dir = job.root, flags = { debounce_text_changes = 0 },
  })
  vim.lsp.buf_attach_client(0, client)
  assert(vim.wait(patience, function()
    local found = vim.lsp.get_client_by_id(client)
    return found and found.initialized
  end, 5), "the server did not start")
  return client
end

local function text()
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  if #lines == 1 and lines[1] == "" then return "" end
  return table.concat(lines, "\n") .. (vim.bo.eol and "\n" or "")
end

local function shown()
  local here = function() return told.version == vim.lsp.util.buf_versions[vim.api.nvim_get_current_buf()] end
  assert(vim.wait(patience, here, 2), "no diagnostics came: " .. vim.inspect(told.version))
  return told.diagnostics
end

local states = {}
local client = open(job.plan)
for _, key in ipairs(job.keys) do
  vim.cmd("normal! G$a" .. key)
  table.insert(states, { text = text(), shown = shown() })
end
vim.cmd("write")

local other = open(job.broken)
shown()
local encoding = vim.lsp.get_client_by_id(other).offset_encoding
local params = vim.lsp.util.make_range_params(0, encoding)
params.context = { diagnostics = {}, only = { "source.fixAll" } }
local actions = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, patience)
local action = actions[other].result[1]
local resolved = vim.lsp.buf_request_sync(0, "codeAction/resolve", action, patience)
vim.lsp.util.apply_workspace_edit(resolved[other].result.edit, encoding)
local mended = text()

vim.fn.writefile({ vim.fn.json_encode({ states = states, mended = mended, encoding = encoding }) }, job.out)
vim.lsp.stop_client({ client, other })
vim.cmd("qall!")
