-- Drives a headless Neovim that is set up as docs/editors.md says. FILES: the folder of the manifests; SETUP: the set-up.
local function check(name, ok, extra)
  io.stdout:write((ok and 'ok ' or 'not ok ') .. name .. ((not ok and extra) and (': ' .. tostring(extra)) or '') .. '\n')
end

local function main()
  vim.cmd('source ' .. vim.fn.fnameescape(os.getenv('SETUP')))
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('FILES') .. '/deployment.yaml'))
  vim.bo.filetype = 'yaml'
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('FILES') .. '/service.yaml'))
  vim.bo.filetype = 'yaml'
  local buffer = vim.api.nvim_get_current_buf()
  local client
  check('the server starts', vim.wait(20000, function()
    client = vim.lsp.get_client_by_id(portolan_client)
    return client and client.initialized
  end, 20))

  local function line_with(text)
    for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
      local column = line:find(text, 1, true)
      if column then return number - 1, column - 1 end
    end
    error('no line with ' .. text)
  end
  local function ask(method, params)
    local answers = vim.lsp.buf_request_sync(buffer, method, params, 10000)
    local answer = answers and answers[portolan_client]
    return answer and answer.result, answer and answer.error
  end
  local function at(text, offset)
    local line, column = line_with(text)
    return { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = line, character = column + (offset or 0) } }
  end

  check('a finding arrives', vim.wait(10000, function() return #vim.diagnostic.get(buffer) == 1 end, 20), #vim.diagnostic.get(buffer))
  local finding = vim.diagnostic.get(buffer)[1] or {}
  check('it is about the targetPort that no pod has', (finding.message or ''):find('htpp', 1, true) ~= nil, finding.message)
  check('it is an error of Portolan', finding.severity == vim.diagnostic.severity.ERROR and finding.source == 'portolan')

  local hover = ask('textDocument/hover', at('port: 80', 7))
  check('hovering tells where the packet goes', hover and hover.contents.value:find('api', 1, true) ~= nil)

  local line, column = line_with('htpp')
  local range = { start = { line = line, character = column }, ['end'] = { line = line, character = column + 4 } }
  local diagnostic = { range = range, message = finding.message, code = finding.code, source = finding.source, severity = 1 }
  local actions = ask('textDocument/codeAction', {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    range = range,
    context = { diagnostics = { diagnostic } },
  }) or {}
  local action = actions[1]
  check('the first quick fix is the right name', action and action.title:find('http', 1, true) ~= nil, action and action.title)
  if action and not action.edit then action = ask('codeAction/resolve', action) end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  check('it changes the line', vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1] == '      targetPort: http')
  check('and the finding goes', vim.wait(10000, function() return #vim.diagnostic.get(buffer) == 0 end, 20))

  local target = ask('textDocument/definition', at('targetPort: http', 13))
  local place = target and (target[1] or target)
  local uri = place and (place.uri or place.targetUri) or ''
  check('the targetPort leads to the Deployment', uri:find('deployment.yaml', 1, true) ~= nil, uri)

  local params = at('targetPort: http', 13)
  params.newName = 'web'
  local edit, problem = ask('textDocument/rename', params)
  check('the port can be renamed', edit ~= nil, problem and problem.message)
  vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  check('the Service says the new name', vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1] == '      targetPort: web')
  local deployment = vim.fn.bufnr(os.getenv('FILES') .. '/deployment.yaml')
  local text = table.concat(vim.api.nvim_buf_get_lines(deployment, 0, -1, false), '\n')
  check('so do the container port and its probes', text:find('name: web', 1, true) and text:find('port: web', 1, true) and not text:find('http\n', 1, true), text)
  check('the name of the Service port stays', vim.api.nvim_buf_get_lines(buffer, line - 2, line - 1, false)[1] == '    - name: http')
  -- Neovim tells of changes in other buffers a little later.
  check('the targetPort leads there still', vim.wait(10000, function()
    target = ask('textDocument/definition', at('targetPort: web', 13))
    return target and #target == 1
  end, 50))
  check('and no finding is left', vim.wait(10000, function() return #vim.diagnostic.get(buffer) == 0 end, 20))

  client.stop()
  check('the server ends when it is told', vim.wait(10000, function() return client.is_stopped() end, 20))
end

local ok, problem = pcall(main)
if not ok then check('no error of the script', false, problem) end
vim.cmd('qall!')
